import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example') ?? fail()
const page: Sender = { origin: SITE, url: SITE, frameId: 0, documentId: 'D', tab: { id: 7 } }

function fail(): never {
  throw new Error('not an origin')
}

let stage: Stage
let worker: Worker
let account: AccountId

/** Signed in at a client whose tokens live for half a minute: nobody refreshes them but a question. */
beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await worker.value('saveProfile', {
    name: 'short',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.short.id,
    endpoint: stage.pool.url,
  })
  account = await worker.signIn({ profile: stage.profile('short'), ...ADA })
})
afterEach(() => stage.close())

const tries = () => stage.pool.calls.count('GetTokensFromRefreshToken')
const ask = () => worker.ask('getSession', { account })
const retry = () => {
  const [view] = stage.views()
  return view?.state === 'signedIn' ? view.retry : undefined
}

/** The network fails until the next try is put off for a while. */
async function cutOff(fault: 'dropBefore' | 'throttled', failures: number): Promise<() => void> {
  const heal = stage.pool.faults.add({
    operation: 'GetTokensFromRefreshToken',
    rate: 1,
    fault: { kind: fault },
  })
  stage.time.advance(31_000)
  await ask()
  while ((retry()?.count ?? 0) < failures) {
    stage.time.advance(Math.max(0, (retry()?.at ?? 0) - stage.time.now()))
    await ask()
  }
  return heal
}

describe('a session whose pool cannot be reached', () => {
  test('is offline, and not over: for days, and told so to people and pages', async () => {
    stage.hosts.add('https://app.example/*')
    const gives = { claims: ['sub'], idToken: false, accessToken: false }
    await worker.value('allowSite', {
      origin: SITE,
      gives,
      account,
      maySignOut: false,
      tabId: 7,
      until: 'revoked',
    })
    const heal = await cutOff('dropBefore', 6)
    for (let day = 0; day < 3; day += 1) {
      stage.time.advance(24 * 60 * MINUTE)
      expect(await worker.refusal('getSession', { account })).toBe('NetworkError')
    }
    const question = { v: 1, id: 'q', method: 'getSession', params: {} }
    expect(await worker.sendExternal(question, page)).toMatchObject({ ok: false, error: { code: 'offline' } })
    expect(stage.views()).toMatchObject([{ state: 'signedIn', retry: { code: 'NetworkError' } }])
    heal()
    stage.time.advance(MINUTE)
    expect(await worker.sendExternal(question, page)).toMatchObject({
      ok: true,
      value: { state: 'signedIn' },
    })
  })

  test('does not try at each question, but waits for its time', async () => {
    await cutOff('dropBefore', 6)
    const before = tries()
    await ask()
    await ask()
    expect(tries()).toBe(before)
  })

  test('is tried at once by the first question that a new worker gets, and by that one only', async () => {
    await cutOff('dropBefore', 6)
    const before = tries()
    worker = stage.start()
    await worker.started()
    await ask()
    expect(tries()).toBe(before + 1)
    await ask()
    expect(tries()).toBe(before + 1)
  })

  test('is tried at once by the first question after a sleep', async () => {
    await cutOff('dropBefore', 4)
    stage.pool.faults.clear()
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', rate: 1, fault: { kind: 'hang' } })
    // The back-off is drawn at random: until one is drawn that is longer than what counts as a sleep.
    while ((retry()?.at ?? 0) - stage.time.now() <= MINUTE + 1_000) {
      stage.time.advance(Math.max(0, (retry()?.at ?? 0) - stage.time.now()))
      const asked = ask()
      await stage.time.waited(10_000)
      stage.time.advance(10_001)
      await asked
    }
    stage.pool.faults.clear()
    stage.time.advance(MINUTE + 1_000)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })

  test('is refreshed as soon as the network is back, with nobody asking', async () => {
    const heal = await cutOff('dropBefore', 6)
    heal()
    const before = tries()
    await worker.reconnected()
    expect(tries()).toBe(before + 1)
    expect(retry()).toBeUndefined()
  })
})

test('a user pool that asks for patience gets it, from a new worker and a new network too', async () => {
  await cutOff('throttled', 6)
  const before = tries()
  worker = stage.start()
  await worker.started()
  await ask()
  await worker.reconnected()
  await ask()
  expect(tries()).toBe(before)
})

test('a sign-out that could not be told is told as soon as the network is back', async () => {
  stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
  await worker.ask('signOut', { account })
  expect(stage.pool.issueHistory()[0]?.revoked).toBe(false)
  await worker.reconnected()
  expect(stage.pool.issueHistory()[0]?.revoked).toBe(true)
})
