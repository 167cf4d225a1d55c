import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import { ADA } from '../support/background/deeds.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const SITE = 'https://app.example'
const HOST = `${SITE}/*`
const PORTAL = 'https://portal.example'
const ALLOWED = { origin: SITE, claims: ['sub'], accessToken: true }

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  await restart()
  for (const client of ['short', 'rotating'] as const) {
    const { poolId, clients, url: endpoint } = stage.pool
    await worker.value('saveProfile', { name: client, poolId, clientId: clients[client].id, endpoint })
  }
})
afterEach(() => stage.close())

/** The worker dies, and another one starts. */
async function restart(): Promise<void> {
  worker = stage.start()
  await worker.started()
}
async function decide(managed: Record<string, unknown>): Promise<void> {
  stage.managed = managed
  await worker.policyChanged()
}
const signIn = (client: 'short' | 'rotating' = 'short', who = ADA) =>
  worker.signIn({ profile: stage.profile(client), ...who })

const page = (origin = SITE): Sender => ({ origin, frameId: 0, documentId: origin, tab: { id: 7 } })
const ask = (sender: Sender = page(), method = 'getSession', params: object = {}) =>
  worker.sendExternal({ v: 1, id: 'q', method, params }, sender)
const allow = (account: AccountId, gives = { claims: ['email'], idToken: true, accessToken: false }) => {
  stage.hosts.add(HOST)
  const origin = originOf(SITE)
  if (origin === undefined) throw new Error('No origin.')
  return worker.value('allowSite', { origin, gives, account, maySignOut: false, tabId: 7, until: 'revoked' })
}
/** The browser fails at taking hosts back, until the mocks are restored. */
const neverGivenBack = () =>
  vi.spyOn(stage.hosts, 'delete').mockImplementation(() => {
    throw new Error('The browser is busy.')
  })
const refused = { ok: false, error: { code: 'notAllowed' } }
const told = () =>
  stage.told.filter(({ event }) => event.event === 'permissionsChanged').map(({ origin }) => origin)

describe('a site that an operator allows', () => {
  test('has what it was given and no more, without being asked about, and learns whose session it is', async () => {
    await decide({ allowedSites: [ALLOWED] })
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedOut' } })
    await signIn()
    const answer = await ask()
    expect(answer).toMatchObject({
      ok: true,
      value: { state: 'signedIn', claims: { sub: expect.any(String) } },
    })
    expect(answer).toMatchObject({ value: { accessToken: expect.any(String) } })
    expect(JSON.stringify(answer)).not.toContain('idToken')
    expect(JSON.stringify(answer)).not.toContain('email')
    expect(await ask(page(), 'permissions')).toMatchObject({
      value: {
        origin: SITE,
        gives: { claims: ['sub'], idToken: false, accessToken: true },
        maySignOut: false,
      },
    })
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await ask(page('https://other.example'))).toMatchObject(refused)
    expect(await ask(page(`${SITE}:8443`))).toMatchObject(refused)
  })

  test('is allowed by nothing that is stored as the person’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await signIn()
    await ask()
    expect(stage.local.text('grant:')).toBe('')
  })

  test('cannot be taken back by the person, nor given back by itself', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await signIn()
    const origin = originOf(SITE)
    if (origin === undefined) throw new Error('No origin.')
    await worker.value('revokeSite', { origin })
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    await ask(page(), 'disconnect')
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
  })

  test('may ask in frames of the sites that were named, and in no others', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, frames: [PORTAL] }] })
    await signIn()
    const framed = (top: string) => ({ ...page(), frameId: 3, tab: { id: 7, url: `${top}/x` } })
    expect(await ask(framed(PORTAL))).toMatchObject({ ok: true })
    expect(await ask(framed('https://evil.example'))).toMatchObject(refused)
  })

  test('ends the shared session where that was given', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, maySignOut: true }] })
    await signIn()
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: true })
    expect(await ask()).toMatchObject({ value: { state: 'signedOut' } })
  })

  test('has the account that the person chose, and hears when another is chosen', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const one = await signIn('short')
    const first = await ask()
    await signIn('rotating')
    const second = await ask()
    expect(second).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    expect(second).not.toEqual(first)
    stage.told.length = 0
    await worker.value('chooseAccount', { account: one })
    await expect.poll(told).toContain(SITE)
    expect(await ask()).toEqual(first)
  })

  test('hears that another account is meant, when the chosen one signs out', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const other = await signIn('short')
    const chosen = await signIn('rotating')
    const before = await ask()
    stage.told.length = 0
    await worker.value('signOut', { account: chosen })
    await expect.poll(told).toContain(SITE)
    const after = await ask()
    expect(after).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    expect(after).not.toEqual(before)
    stage.told.length = 0
    await worker.value('forgetAccount', { account: other })
    await expect.poll(told).toContain(SITE)
    expect(await ask()).toMatchObject({ value: { state: 'signedOut' } })
  })

  test('has only sessions of the app client that was named', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, profile: stage.profile('rotating') }] })
    await signIn('short')
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedOut' } })
    await signIn('rotating')
    await worker.value('chooseAccount', { account: await signIn('short') })
    const { poolId, clients } = stage.pool
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    const token = JSON.stringify(await ask()).match(/eyJ[\w-]+\.(eyJ[\w-]+)/)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({
      iss: expect.stringMatching(new RegExp(`/${poolId}$`)),
      client_id: clients.rotating.id,
    })
  })

  test('hears of sign-in, refresh and sign-out', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const heard = () =>
      stage.told.filter(({ origin, event }) => origin === SITE && event.event === 'sessionChanged').length
    const account = await signIn()
    await expect.poll(heard).toBe(1)
    await worker.value('getSession', { forceRefresh: true })
    await expect.poll(heard).toBe(2)
    await worker.value('signOut', { account })
    await expect.poll(heard).toBe(3)
  })
})

describe('what the person allowed beside it', () => {
  test('comes on top, where it is the same account’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    expect(await ask()).toMatchObject({
      value: { claims: { sub: expect.any(String), email: expect.any(String) }, idToken: expect.any(String) },
    })
    expect(await ask()).toMatchObject({ value: { accessToken: expect.any(String) } })
  })

  test('counts alone, where it is another account’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn('short'))
    await signIn('rotating')
    expect(JSON.stringify(await ask())).not.toContain('accessToken')
  })

  test('stays when the policy goes, with bridge and host permission', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    await decide({})
    expect(JSON.stringify(await ask())).not.toContain('accessToken')
    expect(await ask()).toMatchObject({ value: { idToken: expect.any(String) } })
    expect([stage.registered.has(HOST), stage.hosts.has(HOST)]).toEqual([true, true])
  })

  test('goes without the policy’s, and is noted as used', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    await ask()
    await expect.poll(() => stage.local.text('grant:')).toContain('lastUsed')
    expect(stage.local.text('grant:')).not.toContain('policy')
  })
})

describe('more than an operator gave', () => {
  const email = { claims: ['email'], idToken: false, accessToken: false }
  /** The site asks for more; the window shows that with what it has, and the person says yes to it as it stands. */
  const askForMore = async (account: AccountId, ticked: object = {}) => {
    stage.hosts.add(HOST)
    const asked = ask(page(), 'connect', { want: { claims: ['email'] } })
    await expect.poll(() => stage.session.text('asking:')).not.toBe('')
    const pending = [...stage.session.items].find(([key]) => key.startsWith('asking:'))
    const { origin, want, before } = JSON.parse(pending?.[1] ?? '')
    expect(want).toEqual({ claims: ['sub', 'email'], idToken: false, accessToken: true })
    const { maySignOut } = before
    const yes = { origin, gives: want, maySignOut, account, tabId: 7, until: 'revoked' as const, ...ticked }
    await worker.value('allowSite', yes)
    return asked
  }
  const own = () => {
    const grant = [...stage.local.items].find(([key]) => key.startsWith('grant:'))
    return grant && JSON.parse(grant[1])
  }

  test('is the person’s to give, and theirs alone stays when the policy goes', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, maySignOut: true }] })
    expect(await askForMore(await signIn())).toMatchObject({
      ok: true,
      value: {
        gives: { claims: expect.arrayContaining(['sub', 'email']), accessToken: true },
        maySignOut: true,
      },
    })
    expect(own()).toMatchObject({ gives: email, maySignOut: false })
    await decide({})
    const left = await ask()
    expect(left).toMatchObject({ value: { claims: { email: expect.any(String) } } })
    expect(JSON.stringify(left)).not.toMatch(/accessToken|"sub"/)
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: false, error: { code: 'rejected' } })
  })

  test('takes nothing of what the person had given before, though an operator gives it too', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const account = await signIn()
    await allow(account, { claims: ['sub'], idToken: false, accessToken: false })
    await decide({})
    await allow(account, { claims: ['sub'], idToken: false, accessToken: false })
    await decide({ allowedSites: [ALLOWED] })
    await askForMore(account)
    expect(own()).toMatchObject({ gives: { claims: ['sub', 'email'], idToken: false, accessToken: false } })
  })

  test('leaves the site what it has when the person unticked it', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const ticked = { gives: { claims: ['sub'], idToken: false, accessToken: true } }
    expect(await askForMore(await signIn(), ticked)).toMatchObject({ ok: true })
    expect(own()).toBe(undefined)
    expect(await ask()).toMatchObject({ value: { accessToken: expect.any(String) } })
  })

  test('is the person’s to give to a frame that no operator named', async () => {
    await decide({ allowedSites: [{ origin: SITE, claims: ['sub'] }] })
    const account = await signIn()
    stage.hosts.add(HOST)
    const framed = { ...page(), frameId: 3, tab: { id: 7, url: `${PORTAL}/x` } }
    const sub = { claims: ['sub'], idToken: false, accessToken: false }
    const asked = ask(framed, 'connect', { want: { claims: ['sub'] } })
    await expect.poll(() => stage.session.text('asking:')).not.toBe('')
    const [origin, top] = [SITE, PORTAL].map((url) => originOf(url) ?? expect.unreachable())
    const yes = { account, maySignOut: false, tabId: 7, until: 'revoked' } as const
    await worker.value('allowSite', { origin: origin ?? expect.unreachable(), gives: sub, top, ...yes })
    expect(await asked).toMatchObject({ ok: true, value: { gives: sub, frames: true } })
    expect(await ask(framed)).toMatchObject({ ok: true, value: { claims: { sub: expect.any(String) } } })
  })

  test('may be the sign-out alone', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const ticked = { gives: { claims: ['sub'], idToken: false, accessToken: true }, maySignOut: true }
    expect(await askForMore(await signIn(), ticked)).toMatchObject({ ok: true, value: { maySignOut: true } })
    expect(own()).toMatchObject({ gives: { claims: [], accessToken: false }, maySignOut: true })
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: true })
  })

  test('stands in nobody’s way when another account is meant', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await askForMore(await signIn('short'))
    await signIn('rotating')
    const answer = await ask()
    expect(answer).toMatchObject({ value: { accessToken: expect.any(String) } })
    expect(JSON.stringify(answer)).not.toContain('email')
  })
})

describe('the bridge of a site that an operator allows', () => {
  test('comes at once where the browser gave the host already', async () => {
    stage.hosts.add(HOST)
    await decide({ allowedSites: [ALLOWED] })
    expect([stage.registered.has(HOST), stage.injected.includes(HOST)]).toEqual([true, true])
    expect(told()).toEqual([SITE])
  })

  test('comes with the person’s one click, which is the browser’s own question', async () => {
    await decide({ allowedSites: [ALLOWED] })
    expect(stage.registered.has(HOST)).toBe(false)
    stage.hosts.add(HOST)
    await worker.hostsAdded(HOST)
    expect([stage.registered.has(HOST), stage.injected.includes(HOST)]).toEqual([true, true])
  })

  test('does not come for a host that no site of the policy is on', async () => {
    await decide({ allowedSites: [ALLOWED] })
    stage.hosts.add(`${PORTAL}/*`)
    await worker.hostsAdded(`${PORTAL}/*`)
    expect([stage.registered.size, stage.injected]).toEqual([0, []])
  })
})

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

test('a first run, on which the browser knows the policy only after a while, has it then', async () => {
  stage.hosts.add(HOST)
  await restart()
  expect(await ask()).toMatchObject(refused)
  await decide({ allowedSites: [ALLOWED] })
  expect(await ask()).toMatchObject({ ok: true })
  expect(stage.injected).toContain(HOST)
})
