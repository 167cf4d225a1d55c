import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import { originOf, profileIdOf, type AccountId } from '../../src/contract/identity.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const GRACE = { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' }
const SITE = originOf('https://app.example') ?? fail()
const tab = { origin: SITE, frameId: 0, documentId: 'D1', tab: { id: 7 } }
const question = { v: 1, id: 'q', method: 'getSession', params: {} }

function fail(): never {
  throw new Error('not an origin')
}

let stage: Stage
let other: LocalUserPool
let worker: Worker
let ada: AccountId
let grace: AccountId
let adaElsewhere: AccountId

beforeEach(async () => {
  stage = await Stage.open()
  other = await startUserPool({ liftMinimums: true, poolId: 'eu-west-1_Elsewhere' })
  worker = stage.start()
  await worker.started()
  for (const pool of [stage.pool, other]) {
    await worker.value('saveProfile', {
      name: pool.poolId,
      poolId: pool.poolId,
      clientId: pool.clients.web.id,
      endpoint: pool.url,
    })
  }
  ada = await signIn(stage.pool, ADA)
  grace = await signIn(stage.pool, GRACE)
  adaElsewhere = await signIn(other, ADA)
})
afterEach(async () => {
  await stage.close()
  await other.close()
})

async function signIn(pool: LocalUserPool, who: typeof ADA): Promise<AccountId> {
  const profile = profileIdOf({ poolId: pool.poolId, clientId: pool.clients.web.id })
  return worker.signIn({ profile, ...who })
}

const session = (account?: AccountId) => worker.value('getSession', account === undefined ? {} : { account })

/** A site's grant, as it is stored; a worker that starts finds it. */
async function allow(account: AccountId): Promise<void> {
  stage.hosts.add(`${SITE}/*`)
  const gives = { claims: ['sub', 'iss'], idToken: true, accessToken: true }
  const grant = { version: 1, origin: SITE, gives, account, frames: false, maySignOut: true, since: 0 }
  await stage.local.set({ [`grant:${SITE}`]: { ...grant, until: { kind: 'revoked' } } })
  worker = stage.start()
  await worker.started()
}

const stored = () => [...stage.session.items, ...stage.local.items]
const recordOf = (account: AccountId) => stage.session.items.get(`session:${account}`)

describe('three accounts of two user pools', () => {
  test('stand side by side, each with its own claims, and one record each', async () => {
    expect(new Set([ada, grace, adaElsewhere]).size).toBe(3)
    for (const account of [ada, grace, adaElsewhere]) {
      const [iss, , sub] = account.split('|')
      expect(await session(account)).toMatchObject({ state: 'signedIn', claims: { iss, sub } })
    }
    expect(stage.views()).toHaveLength(3)
  })

  test('never show anything of one in another’s records', async () => {
    const tokens = new Map(
      [ada, grace, adaElsewhere].map((account) => {
        const record = JSON.parse(JSON.parse(recordOf(account) ?? '""'))
        return [account, [record.idToken, record.accessToken, record.refreshToken]] as const
      }),
    )
    for (const [account, own] of tokens) {
      for (const [key, text] of stored()) {
        for (const token of own) expect(text.includes(token), key).toBe(key === `session:${account}`)
      }
    }
  })

  test('are refreshed and signed out one by one', async () => {
    const before = [recordOf(grace), recordOf(adaElsewhere)]
    await worker.value('getSession', { account: ada, forceRefresh: true })
    await worker.value('signOut', { account: ada })
    expect([recordOf(grace), recordOf(adaElsewhere)]).toEqual(before)
    expect(await session(adaElsewhere)).toMatchObject({ state: 'signedIn' })
  })

  test('give a site the one it was allowed, whichever is chosen', async () => {
    await allow(grace)
    await worker.value('chooseAccount', { account: adaElsewhere })
    expect(await worker.sendExternal<SessionView>(question, tab)).toMatchObject({
      ok: true,
      value: { claims: { sub: stage.pool.users.grace.sub, iss: stage.pool.issuer } },
    })
  })
})

describe('choosing an account', () => {
  test('makes it the one that is meant where none is named, also for the next worker', async () => {
    await worker.value('chooseAccount', { account: grace })
    worker = stage.start()
    expect(await session()).toMatchObject({ claims: { sub: stage.pool.users.grace.sub } })
  })

  test('that is not there is refused', async () => {
    const nobody = 'https://issuer|client|nobody' as AccountId
    expect(await worker.refusal('chooseAccount', { account: nobody })).toBe('unknownAccount')
    expect(await session()).toMatchObject({ claims: { iss: other.issuer } })
  })

  test.each(['chooseAccount', 'forgetAccount'])('(%s) is no site’s business', async (method) => {
    await allow(grace)
    const asked = { ...question, method, params: { account: grace } }
    expect(await worker.sendExternal(asked, tab)).toMatchObject({ error: { code: 'notAllowed' } })
    expect(await session(grace)).toMatchObject({ state: 'signedIn' })
  })
})

describe('forgetting an account', () => {
  test('leaves nothing of it, revokes its token, ends its sites, and touches no other', async () => {
    await allow(ada)
    await worker.value('chooseAccount', { account: ada })
    const others = [recordOf(grace), recordOf(adaElsewhere)]
    await worker.value('forgetAccount', { account: ada })
    expect(stored().filter(([key, text]) => key.includes(ada) || text.includes(ada))).toEqual([])
    expect([recordOf(grace), recordOf(adaElsewhere)]).toEqual(others)
    expect(stage.pool.issueHistory().filter(({ revoked }) => revoked)).toHaveLength(1)
    expect(await worker.sendExternal(question, tab)).toMatchObject({ error: { code: 'notAllowed' } })
    expect(stage.hosts).toEqual(new Set())
    expect(await worker.refusal('getSession', { account: ada })).toBe('unknownAccount')
  })

  test('takes along a click that still waits for the browser’s yes: a yes that comes later gives nothing', async () => {
    const gives = { claims: ['sub'], idToken: false, accessToken: false }
    const asked = {
      origin: SITE,
      gives,
      account: ada,
      maySignOut: false,
      tabId: 7,
      until: 'revoked',
    } as const
    expect(await worker.value('allowSite', asked)).toEqual({ state: 'waiting' })
    await worker.value('forgetAccount', { account: ada })
    expect(stored().filter(([key, text]) => key.includes(ada) || text.includes(ada))).toEqual([])
    stage.hosts.add(`${SITE}/*`)
    await worker.hostsAdded(`${SITE}/*`)
    expect(stage.local.text('grant:')).toBe('')
  })

  test('takes it out of the vault, and leaves the others there', async () => {
    await worker.value('setStaySignedIn', { on: true })
    await worker.value('forgetAccount', { account: ada })
    expect([...stage.keys.keys.keys()].sort()).toEqual([`session|${grace}`, `session|${adaElsewhere}`].sort())
    stage.endBrowser()
    worker = stage.start()
    await worker.started()
    expect(
      stage
        .views()
        .map(({ account }) => account)
        .sort(),
    ).toEqual([grace, adaElsewhere].sort())
  })

  test('offline sends the revocation later, and nothing else is left meanwhile', async () => {
    stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.value('forgetAccount', { account: ada })
    expect(stage.views()).toHaveLength(2)
    worker = stage.start()
    await worker.started()
    expect(stage.pool.issueHistory().filter(({ revoked }) => revoked)).toHaveLength(1)
    expect(stored().filter(([key, text]) => key.includes(ada) || text.includes(ada))).toEqual([])
  })

  test('twice is as once, and the person can sign in again', async () => {
    await worker.value('forgetAccount', { account: ada })
    await worker.value('forgetAccount', { account: ada })
    expect(await signIn(stage.pool, ADA)).toBe(ada)
    expect(await session(ada)).toMatchObject({ state: 'signedIn' })
  })
})

describe('the user pool that is offered first', () => {
  test('is the one that was chosen, and must be one that is set up', async () => {
    const { poolId, clients, url } = stage.pool
    const { id } = await worker.value('saveProfile', {
      name: 'w',
      poolId,
      clientId: clients.web.id,
      endpoint: url,
    })
    await worker.value('setStaySignedIn', { on: true })
    expect(await worker.value('chooseProfile', { profile: id })).toBeNull()
    const settings: unknown = JSON.parse(stage.local.items.get('settings') ?? 'null')
    expect(settings).toEqual({
      version: 1,
      currentAccount: adaElsewhere,
      staySignedIn: true,
      firstProfile: id,
    })
    await worker.value('removeProfile', { profile: id })
    expect(await worker.refusal('chooseProfile', { profile: id })).toBe('unknownProfile')
  })
})
