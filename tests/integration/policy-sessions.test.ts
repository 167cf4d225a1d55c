import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADA, afterwards, eachDeath, signIn as signInAs, type Deed } from '../support/background/deeds.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const HOUR = 3_600_000

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  await restart()
})
afterEach(() => stage.close())

async function restart(): Promise<void> {
  worker = stage.start()
  await worker.started()
}
async function decide(managed: Record<string, unknown>): Promise<void> {
  stage.managed = managed
  await worker.policyChanged()
}
const pool = (client: 'rotating' | 'web' = 'rotating') => ({
  name: 'Corp',
  poolId: stage.pool.poolId,
  clientId: stage.pool.clients[client].id,
  endpoint: stage.pool.url,
})
const signIn = (client: 'rotating' | 'web' = 'rotating') =>
  worker.signIn({ profile: stage.profile(client), ...ADA })
const states = () => stage.views().map(({ state }) => state)
const vaults = () => [...stage.local.items.keys()].filter((key) => key.startsWith('vault:'))
const keys = () => [...stage.keys.keys.keys()]
/** The pool's answer to a forgotten session: every refresh token it gave is revoked. */
const allRevoked = () => stage.pool.issueHistory().every(({ revoked }) => revoked)

describe('staying signed in', () => {
  beforeEach(() => worker.value('saveProfile', pool()))

  test('is refused where an operator forbids it, and may be switched off', async () => {
    await decide({ staySignedIn: 'forbidden' })
    expect(await worker.refusal('setStaySignedIn', { on: true })).toBe('forbiddenByPolicy')
    expect(await worker.value('setStaySignedIn', { on: false })).toBe(null)
  })

  test('ends when the policy arrives: keys and records go, the session stays for as long as the browser', async () => {
    await worker.value('setStaySignedIn', { on: true })
    const account = await signIn()
    expect(vaults()).toHaveLength(1)
    expect(keys().length).toBeGreaterThan(0)
    await decide({ staySignedIn: 'forbidden' })
    expect([vaults(), keys()]).toEqual([[], []])
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    await worker.value('getSession', { account, forceRefresh: true })
    expect(vaults()).toEqual([])
  })

  test('ends when it arrived while neither browser nor worker was there, and nobody is signed in by it', async () => {
    await worker.value('setStaySignedIn', { on: true })
    await signIn()
    stage.endBrowser()
    stage.managed = { staySignedIn: 'forbidden' }
    await restart()
    expect(states()).toEqual([])
    expect([vaults(), keys()]).toEqual([[], []])
  })

  test('ends on a full disk too, whatever else the policy takes away', async () => {
    await decide({ allowedSites: [{ origin: 'https://app.example', claims: ['sub'] }] })
    await worker.value('setStaySignedIn', { on: true })
    await signIn()
    expect(vaults()).toHaveLength(1)
    stage.local.full = true
    await decide({ staySignedIn: 'forbidden' }).catch(() => undefined)
    expect([vaults(), keys()]).toEqual([[], []])
    stage.local.full = false
  })

  test('stays forbidden for who signs in while the policy cannot be read, and comes for nobody', async () => {
    await decide({ staySignedIn: 'forbidden' })
    stage.managed = {}
    await restart()
    await worker.value('setStaySignedIn', { on: true })
    await decide({ staySignedIn: 'forbidden' })
    const account = await signIn()
    stage.managed = undefined
    await restart()
    await worker.value('getSession', { account, forceRefresh: true })
    expect(vaults()).toEqual([])
  })

  test('goes on while a policy that forbade nothing cannot be read', async () => {
    await worker.value('setStaySignedIn', { on: true })
    const account = await signIn()
    stage.managed = undefined
    await restart()
    await worker.value('getSession', { account, forceRefresh: true })
    expect(vaults()).toHaveLength(1)
  })

  test('is kept again, where the person wished so, once it is allowed again', async () => {
    await worker.value('setStaySignedIn', { on: true })
    await signIn()
    await decide({ staySignedIn: 'forbidden' })
    await decide({})
    expect(vaults()).toHaveLength(1)
  })
})

describe('a limit to sessions', () => {
  beforeEach(() => worker.value('saveProfile', pool()))

  test('ends one in time, says why, and has its refresh token revoked', async () => {
    await decide({ maximumSessionHours: 8 })
    const account = await signIn()
    for (let hour = 1; hour < 8; hour += 1) {
      stage.time.advance(HOUR)
      expect(await worker.value('getSession', { account }), `after ${hour} h`).toMatchObject({
        state: 'signedIn',
      })
    }
    stage.time.advance(HOUR)
    expect(await worker.value('getSession', { account })).toMatchObject({
      state: 'signInNeeded',
      reason: 'sessionLimit',
    })
    expect(stage.views()).toMatchObject([{ state: 'signInNeeded', reason: 'sessionLimit' }])
    await expect.poll(allRevoked).toBe(true)
    expect(await worker.value('getSession', { account: await signIn() })).toMatchObject({ state: 'signedIn' })
  })

  test('ends it here at once, however long the user pool takes to hear of it', async () => {
    const account = await signIn()
    await decide({ maximumSessionHours: 8 })
    stage.time.advance(8 * HOUR - 1000)
    await worker.value('getSession', { account })
    stage.time.advance(2000)
    stage.pool.faults.add({ operation: 'RevokeToken', times: 9, fault: { kind: 'latency', ms: 25_000 } })
    expect(await worker.value('getSession', { account })).toMatchObject({ reason: 'sessionLimit' })
    expect(states()).toEqual(['signInNeeded'])
    expect(allRevoked()).toBe(false)
  })

  test('holds while the policy cannot be read', async () => {
    const account = await signIn()
    await decide({ maximumSessionHours: 8 })
    stage.managed = undefined
    await restart()
    stage.time.advance(9 * HOUR)
    expect(await worker.value('getSession', { account })).toMatchObject({ reason: 'sessionLimit' })
  })

  test('rings for it, though nobody asks', async () => {
    await decide({ maximumSessionHours: 0.5 })
    await signIn()
    const now = stage.time.now()
    expect(stage.alarm).toBeGreaterThan(now + HOUR / 2 - 60_000)
    expect(stage.alarm).toBeLessThanOrEqual(now + HOUR / 2)
    stage.time.advance(HOUR / 2)
    await worker.alarmRang()
    expect(states()).toEqual(['signInNeeded'])
  })

  test('rings for it while the policy cannot be read, too', async () => {
    await decide({ maximumSessionHours: 0.5 })
    await signIn()
    stage.managed = undefined
    stage.alarm = undefined
    await restart()
    expect(stage.alarm).toBeLessThanOrEqual(stage.time.now() + HOUR / 2)
  })

  test('counts for sessions that are older when it arrives', async () => {
    const account = await signIn()
    stage.time.advance(3 * HOUR)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    await decide({ maximumSessionHours: 2 })
    expect(states()).toEqual(['signInNeeded'])
  })

  test('counts while no worker and no browser is there', async () => {
    await worker.value('setStaySignedIn', { on: true })
    const account = await signIn()
    stage.time.advance(72 * HOUR)
    stage.endBrowser()
    stage.managed = { maximumSessionHours: 8 }
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({
      state: 'signInNeeded',
      reason: 'sessionLimit',
    })
    expect(vaults().filter((key) => stage.local.text(key).includes('session|'))).toEqual([])
    await expect.poll(allRevoked).toBe(true)
  })

  test('leaves alone one whose end is not known, when the network is away', async () => {
    await decide({ maximumSessionHours: 8 })
    const account = await signIn()
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'dropBefore' } })
    stage.time.advance(9 * HOUR)
    expect(await worker.refusal('getSession', { account })).toBe('NetworkError')
    expect(states()).toEqual(['signedIn'])
  })

  test('that a worker dies on the way to is reached by the next one', { timeout: 240_000 }, async () => {
    const prepare: Deed['prepare'] = async (stage, worker) => {
      await signInAs(stage, worker)
      stage.time.advance(1000)
    }
    const policy = { maximumSessionHours: 0.0001 }
    const heard: Deed = {
      name: 'the end of a session by a limit',
      prepare,
      act: (worker, stage) => {
        stage.managed = policy
        return worker.policyChanged()
      },
    }
    const found: Deed = {
      name: 'the end of a session by a limit, at the start of a worker',
      fromStart: true,
      prepare: async (stage, worker) => {
        await prepare(stage, worker)
        stage.managed = policy
      },
      act: () => Promise.resolve(),
    }
    for (const deed of [heard, found]) {
      await eachDeath(deed, async (ended) => {
        ended.stage.managed = policy
        expect(await afterwards(ended)).toMatchObject({ state: 'signInNeeded', reason: 'sessionLimit' })
        await expect.poll(() => ended.stage.pool.issueHistory().every(({ revoked }) => revoked)).toBe(true)
      })
    }
  })
})

describe('a user pool that an operator set up', () => {
  test('is there as if set up, and is not the person’s to change or remove', async () => {
    await decide({ profiles: [pool()] })
    const account = await signIn()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(await worker.refusal('saveProfile', { ...pool(), name: 'Mine' })).toBe('forbiddenByPolicy')
    expect(await worker.refusal('removeProfile', { profile: stage.profile('rotating') })).toBe(
      'forbiddenByPolicy',
    )
    expect(stage.local.text('profile:')).toBe('')
    await restart()
    expect(await worker.value('getSession', { account, forceRefresh: true })).toMatchObject({
      state: 'signedIn',
    })
  })

  test('goes with the policy: its sessions end, and the pool is told', async () => {
    await decide({ profiles: [pool()] })
    await signIn()
    await decide({})
    expect(states()).toEqual(['signedOut'])
    await expect.poll(allRevoked).toBe(true)
    expect(await worker.refusal('signIn', { profile: stage.profile('rotating'), ...ADA })).toBe(
      'unknownProfile',
    )
    await restart()
    await expect.poll(() => stage.local.text('profile:')).toBe('')
  })

  test('that went while no network was there is told later', async () => {
    await decide({ profiles: [pool()] })
    await signIn()
    stage.pool.faults.add({ operation: 'RevokeToken', times: 9, fault: { kind: 'dropBefore' } })
    await decide({})
    expect(states()).toEqual(['signedOut'])
    stage.pool.faults.clear()
    await restart()
    await expect.poll(allRevoked).toBe(true)
  })

  test('leaves the others alone', async () => {
    await worker.value('saveProfile', pool('web'))
    const account = await signIn('web')
    await decide({ profiles: [pool()] })
    await signIn()
    await decide({})
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })

  test('that moves ends the sessions of where it was: no token goes to the other', async () => {
    await worker.value('saveProfile', pool())
    await signIn()
    await decide({ profiles: [{ ...pool(), endpoint: 'https://elsewhere.example' }] })
    expect(states()).toEqual(['signedOut'])
    await expect.poll(allRevoked).toBe(true)
  })

  test('takes the place of the person’s, which is there again afterwards', async () => {
    await worker.value('saveProfile', { ...pool(), name: 'Mine' })
    const account = await signIn()
    await decide({ profiles: [pool()] })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    await decide({})
    expect(stage.local.text('profile:')).toContain('Mine')
    expect(await worker.value('getSession', { account: await signIn() })).toMatchObject({ state: 'signedIn' })
  })
})
