import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { originOf } from '../../../src/contract/identity.ts'
import {
  ALLOWED,
  HOST,
  openManaged,
  page,
  partiesAt,
  PORTAL,
  refused,
  SITE,
} from '../../support/background/managed-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openManaged())
})
afterEach(() => stage.close())

const { allow, ask, decide, neverGivenBack, signIn, told } = partiesAt(() => ({ stage, worker }))

/** The worker dies, and another one starts. */
async function restart(): Promise<void> {
  worker = stage.start()
  await worker.started()
}

describe('a policy that is withdrawn', () => {
  const given = async () => {
    stage.hosts.add(HOST)
    await decide({ allowedSites: [ALLOWED] })
    await signIn()
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    stage.told.length = 0
  }
  const gone = async () => {
    expect(await ask()).toMatchObject(refused)
    expect([stage.registered.size, stage.hosts.size]).toEqual([0, 0])
    expect(told()).toContain(SITE)
  }

  test('takes its grants along at once: pages are told, bridge and host permission go', async () => {
    await given()
    await decide({})
    await gone()
    expect(stage.local.text('policy')).toBe('')
  })

  test('does so in part', async () => {
    await given()
    await decide({ allowedSites: [{ ...ALLOWED, origin: PORTAL }] })
    await gone()
    expect(await ask(page(PORTAL))).toMatchObject({ ok: true })
  })

  test('does so while no worker is there: the next one answers nobody, and clears up', async () => {
    await given()
    stage.managed = {}
    worker = stage.start()
    expect(await ask()).toMatchObject(refused)
    await worker.started()
    await gone()
  })

  test('does so while a refresh is awaited', async () => {
    await given()
    stage.time.advance(31_000)
    const asked = ask()
    await decide({})
    expect(await asked).toMatchObject(refused)
  })

  test('counts though an earlier change still waits for the network', async () => {
    await given()
    const { poolId, clients, url: endpoint } = stage.pool
    const moving = { name: 'Corp', poolId, clientId: clients.rotating.id, endpoint }
    await signIn('rotating')
    await decide({ allowedSites: [ALLOWED], profiles: [moving] })
    stage.pool.faults.add({ operation: 'RevokeToken', times: 9, fault: { kind: 'latency', ms: 25_000 } })
    stage.managed = { allowedSites: [ALLOWED] }
    let followed = false
    void worker.policyChanged().finally(() => (followed = true))
    await expect.poll(() => stage.pool.calls.count('RevokeToken')).toBe(1)
    stage.managed = {}
    void worker.policyChanged().catch(() => undefined)
    await expect.poll(() => ask().then(({ ok }) => ok)).toBe(false)
    expect(followed).toBe(false)
  })

  test('lets no other site take its host along while it cannot be read', async () => {
    const port = `${SITE}:8443`
    await given()
    await worker.value('allowSite', {
      origin: originOf(port) ?? expect.unreachable(),
      gives: { claims: ['email'], idToken: false, accessToken: false },
      account: stage.views()[0]?.account ?? expect.unreachable(),
      maySignOut: false,
      tabId: 8,
      until: 'revoked',
    })
    stage.managed = undefined
    worker = stage.start()
    await worker.started()
    await worker.value('revokeSite', { origin: originOf(port) ?? expect.unreachable() })
    expect(stage.hosts.has(HOST)).toBe(true)
    await decide({})
    expect(stage.hosts.size).toBe(0)
  })

  test('takes pools along though a host cannot be given back, which it is at the next start', async () => {
    const { poolId, clients, url: endpoint } = stage.pool
    const corp = { name: 'Corp', poolId, clientId: clients.rotating.id, endpoint }
    await given()
    const account = await signIn('rotating')
    await decide({ allowedSites: [ALLOWED], profiles: [corp] })
    vi.spyOn(stage.hosts, 'delete').mockImplementationOnce(() => {
      throw new Error('The browser is busy.')
    })
    await expect(decide({})).rejects.toThrow('busy')
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
    expect(stage.hosts.size).toBe(1)
    await restart()
    await gone()
  })

  test('takes pools along once, though a host can never be given back', async () => {
    const { poolId, clients, url: endpoint } = stage.pool
    const corp = { name: 'Corp', poolId, clientId: clients.rotating.id, endpoint }
    await given()
    await decide({ allowedSites: [ALLOWED], profiles: [corp] })
    neverGivenBack()
    await expect(decide({})).rejects.toThrow('busy')
    const account = await signIn('rotating')
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    vi.restoreAllMocks()
    await restart()
    await gone()
  })

  test('and cannot be read takes no bridge along for longer than that', async () => {
    await given()
    stage.managed = undefined
    await restart()
    await decide({ allowedSites: [ALLOWED] })
    expect([stage.registered.has(HOST), stage.hosts.has(HOST)]).toEqual([true, true])
    expect(told()).toContain(SITE)
  })

  test('and cannot be read takes nothing along, but gives nothing either to a worker that starts', async () => {
    await given()
    stage.managed = undefined
    await worker.policyChanged().catch(() => undefined)
    expect(await ask()).toMatchObject({ ok: true })
    worker = stage.start()
    await worker.started()
    expect(await ask()).toMatchObject(refused)
    expect([stage.registered.has(HOST), stage.hosts.has(HOST)]).toEqual([false, true])
    await decide({ allowedSites: [ALLOWED] })
    expect(await ask()).toMatchObject({ ok: true })
  })
})
test('a host that cannot be given back keeps nothing else from being done, now or at the next start', async () => {
  const [site, other] = [SITE, PORTAL].map((url) => originOf(url) ?? expect.unreachable())
  const account = await signIn()
  await allow(account)
  stage.hosts.add(`${PORTAL}/*`)
  const gives = { claims: ['sub'], idToken: false, accessToken: false }
  const yes = { gives, account, maySignOut: false, tabId: 8, until: 'hour' } as const
  await worker.value('allowSite', { origin: other ?? expect.unreachable(), ...yes })
  const end = stage.endAlarm
  expect(end).toBeGreaterThan(stage.time.now())
  neverGivenBack()
  stage.endAlarm = undefined
  expect(await worker.refusal('revokeSite', { origin: site ?? expect.unreachable() })).toBe('internal')
  expect(stage.endAlarm).toBe(end)
  // As an update of the browser leaves it.
  stage.registered.clear()
  stage.endAlarm = undefined
  await restart()
  expect([[...stage.registered], stage.endAlarm]).toEqual([[`${PORTAL}/*`], end])
  vi.restoreAllMocks()
  await restart()
  expect([...stage.hosts]).toEqual([`${PORTAL}/*`])
})
