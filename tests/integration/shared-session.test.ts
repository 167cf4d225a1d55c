import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example') ?? fail()
const TERMS = { maySignOut: true, tabId: 7, until: 'revoked' } as const
const GIVES = { claims: ['sub', 'email'], idToken: true, accessToken: true }
const tab: Sender = { origin: SITE, url: `${SITE}/inbox`, frameId: 0, documentId: 'D1', tab: { id: 7 } }
const question = (params: object = {}, method = 'getSession') => ({ v: 1, id: 'q', method, params })

function fail(): never {
  throw new Error('not an origin')
}

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await addPool()
})
afterEach(() => stage.close())

/** Sets up the pool's clients as a person would: by ids and endpoint. */
async function addPool(): Promise<void> {
  for (const client of ['web', 'rotating', 'short', 'noGrace'] as const) {
    await worker.value('saveProfile', {
      name: client,
      poolId: stage.pool.poolId,
      clientId: stage.pool.clients[client].id,
      endpoint: stage.pool.url,
    })
  }
}

async function signIn(client: Parameters<Stage['profile']>[0] = 'web', who = ADA): Promise<AccountId> {
  const account = await worker.signIn({ profile: stage.profile(client), ...who })
  return account
}

async function allow(account: AccountId, gives = GIVES): Promise<void> {
  stage.hosts.add('https://app.example/*')
  expect(await worker.value('allowSite', { origin: SITE, gives, account, ...TERMS })).toEqual({
    state: 'allowed',
  })
}

const refreshes = () =>
  stage.pool.calls.count('GetTokensFromRefreshToken') + stage.pool.calls.count('InitiateAuth') - signIns()
const signIns = () => stage.pool.calls.count('RespondToAuthChallenge')

describe('a sign-in', () => {
  test('by SRP gives the popup the claims, and stores tokens only in the session’s record', async () => {
    const account = await signIn()
    const session = await worker.value('getSession', { account })
    expect(session).toMatchObject({ state: 'signedIn', claims: { email: 'ada@example.com' } })
    expect(JSON.stringify(session)).not.toContain('eyJ')
    expect(stage.views()).toMatchObject([{ state: 'signedIn', username: 'ada', canRefresh: true }])
    expect(stage.session.text('session:')).toContain('eyJ')
    expect(stage.session.text('view:')).not.toContain('eyJ')
    expect(stage.local.text()).not.toContain('eyJ')
    expect(stage.local.text() + stage.session.text()).not.toContain(ADA.password)
  })

  test('of somebody who types an e-mail address finds the pool’s own name for them', async () => {
    const account = await signIn('web', { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' })
    expect(account).toContain(stage.pool.users.grace.sub)
    expect(stage.views()).toMatchObject([{ username: stage.pool.users.grace.username }])
  })

  test.each<[string, { username: string; password: string }, string]>([
    ['a wrong password', { ...ADA, password: 'Wrong-Password-1' }, 'NotAuthorizedException'],
    ['an unknown user', { username: 'nobody', password: 'Whatever-123' }, 'NotAuthorizedException'],
    ['a disabled user', { username: 'dora', password: 'Disabled-Dora-5' }, 'NotAuthorizedException'],
    ['an unconfirmed user', { username: 'uma', password: 'Unconfirmed-Uma-6' }, 'UserNotConfirmedException'],
    [
      'a user whose password must be reset',
      { username: 'rita', password: 'Reset-Rita-7' },
      'PasswordResetRequiredException',
    ],
  ])('with %s is refused with its code, and stores nothing', async (_, who, code) => {
    const before = stage.session.text()
    expect(await worker.refusal('signIn', { profile: stage.profile('web'), ...who })).toBe(code)
    expect(stage.session.text()).toBe(before)
  })

  test.each([
    ['a wrong pool id', { poolId: 'eu-west-1_WrongPool1' }],
    ['a wrong client id', { clientId: 'nosuchclient00000000000000' }],
  ])('at %s says that the pool or client does not exist', async (_, wrong) => {
    const input = {
      name: 'x',
      poolId: stage.pool.poolId,
      clientId: stage.pool.clients.web.id,
      endpoint: stage.pool.url,
      ...wrong,
    }
    const profile = await worker.value('saveProfile', input)
    const code = await worker.refusal('signIn', { profile: profile.id, ...ADA })
    // Cognito itself cannot see a wrong pool id behind a right client: its SRP proof fails.
    expect(['ResourceNotFoundException', 'NotAuthorizedException']).toContain(code)
  })

  test('at an app client that was deleted meanwhile says so', async () => {
    stage.pool.faults.add({
      operation: 'InitiateAuth',
      fault: {
        kind: 'error',
        type: 'ResourceNotFoundException',
        message: 'User pool client does not exist.',
      },
    })
    expect(await worker.refusal('signIn', { profile: stage.profile('web'), ...ADA })).toBe(
      'ResourceNotFoundException',
    )
  })

  test.each<[string, Parameters<Stage['pool']['faults']['add']>[0]['fault'], string[]]>([
    ['the endpoint is down', { kind: 'dropBefore' }, ['NetworkError']],
    ['too many requests', { kind: 'throttled' }, ['TooManyRequestsException']],
    ['a load balancer’s 503 in HTML', { kind: 'unavailableHtml' }, ['HttpError']],
    ['a captive portal’s page', { kind: 'html' }, ['InvalidResponse']],
    ['truncated JSON', { kind: 'truncatedJson' }, ['InvalidResponse']],
  ])(
    'while there is trouble (%s) tells its code, stores nothing, and works afterwards',
    async (_, fault, codes) => {
      for (const operation of ['InitiateAuth', 'RespondToAuthChallenge']) {
        stage.pool.faults.add({ operation, times: 1, fault })
        expect(codes).toContain(await worker.refusal('signIn', { profile: stage.profile('web'), ...ADA }))
        expect(stage.session.text()).not.toContain('eyJ')
      }
      expect(await signIn()).toContain(stage.pool.users.ada.sub)
    },
  )

  test('whose answer holds tokens of another app client is refused, and stores nothing', async () => {
    const { poolId, clients, url } = stage.pool
    const other = await worker.value('saveProfile', {
      name: 'x',
      poolId: 'eu-west-1_Another1',
      clientId: clients.web.id,
      endpoint: url,
    })
    expect(poolId).not.toBe('eu-west-1_Another1')
    expect((await worker.ask('signIn', { profile: other.id, ...ADA })).ok).toBe(false)
    expect(stage.session.text()).not.toContain('eyJ')
  })

  test('at a pool that nobody set up here goes nowhere', async () => {
    const unknown = { ...ADA, profile: stage.profile('srpOnly') }
    expect(await worker.refusal('signIn', unknown)).toBe('unknownProfile')
    expect(stage.sent).toBe(0)
  })
})

describe('a session', () => {
  test('survives the worker’s death without another sign-in or a word to Cognito', async () => {
    const account = await signIn()
    const asked = () => stage.pool.calls.list().filter(({ operation }) => operation !== 'jwks').length
    const before = asked()
    worker = stage.start()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(asked()).toBe(before)
  })

  test('that expired is refreshed once for all who ask', async () => {
    const account = await signIn('short')
    stage.time.advance(31_000)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => worker.value('getSession', { account })),
    )
    expect(new Set(answers.map((answer) => answer.state))).toEqual(new Set(['signedIn']))
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('is refreshed by the alarm with nobody asking', async () => {
    await signIn()
    expect(stage.alarm).toBeDefined()
    const before = stage.views()
    stage.time.advance(56 * MINUTE)
    await worker.alarmRang()
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    expect(stage.views()[0]?.generation).toBeGreaterThan(before[0]?.generation ?? Infinity)
    expect(stage.alarm).toBeGreaterThan(stage.time.now())
  })

  test('whose alarm was lost gets it back at the next start', async () => {
    await signIn()
    stage.alarm = undefined
    worker = stage.start()
    await worker.started()
    expect(stage.alarm).toBeGreaterThan(stage.time.now())
  })

  test('found expired after a sleep is refreshed by the first question, before any alarm', async () => {
    const account = await signIn()
    worker = stage.start()
    stage.time.advance(8 * 60 * MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('is refreshed when asked to, and when too little of its life is left', async () => {
    const account = await signIn()
    const first = await worker.value('getSession', { account })
    stage.time.advance(40 * MINUTE)
    await worker.value('getSession', { account, minValidity: 30 * 60 })
    const second = await worker.value('getSession', { account, minValidity: 50 * 60 })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    const third = await worker.value('getSession', { account, forceRefresh: true })
    expect(generationOf(second)).toBeGreaterThan(generationOf(first))
    expect(generationOf(third)).toBeGreaterThan(generationOf(second))
  })

  test.each([-3_600_000, 3_600_000])('works with a clock that is %i ms wrong', async (skew) => {
    stage.time.skew = skew
    const account = await signIn()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(0)
    stage.time.advance(61 * MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('of two people stands side by side, and signing one out leaves the other', async () => {
    const ada = await signIn()
    const grace = await signIn('web', { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' })
    await worker.value('signOut', { account: ada })
    expect(await worker.value('getSession', { account: ada })).toMatchObject({ state: 'signedOut' })
    expect(await worker.value('getSession', { account: grace })).toMatchObject({
      state: 'signedIn',
      claims: { sub: stage.pool.users.grace.sub },
    })
  })
})

test('the panel draws the account that the popup shows, when the one chosen last has signed out', async () => {
  await signIn()
  const grace = await signIn('web', { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' })
  await worker.value('signOut', { account: grace })
  await worker.value('showClaims', { tabId: 7 })
  expect(stage.shown).toMatchObject([
    { session: { state: 'signedIn', idClaims: { email: 'ada@example.com' } } },
  ])
  expect(JSON.stringify(stage.shown)).not.toContain('eyJ')
})

const generationOf = (view: SessionView) => view.generation

describe('a refresh that fails for a passing reason', () => {
  test.each<[string, Parameters<Stage['pool']['faults']['add']>[0]['fault'], string[]]>([
    ['the endpoint is down', { kind: 'dropBefore' }, ['NetworkError']],
    ['too many requests', { kind: 'throttled' }, ['TooManyRequestsException']],
    ['an internal error', { kind: 'internal' }, ['InternalErrorException']],
    ['a load balancer’s 503 in HTML', { kind: 'unavailableHtml' }, ['HttpError', 'InvalidResponse']],
    ['a captive portal’s page', { kind: 'html' }, ['HttpError', 'InvalidResponse']],
    ['truncated JSON', { kind: 'truncatedJson' }, ['InvalidResponse', 'NetworkError']],
    ['null', { kind: 'body', body: 'null' }, ['InvalidResponse']],
    ['an empty object', { kind: 'body', body: '{}' }, ['InvalidResponse']],
  ])('(%s) tells its code, keeps the session, and succeeds later', async (_, fault, codes) => {
    const account = await signIn('short')
    stage.time.advance(31_000)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault })
    const code = await worker.refusal('getSession', { account })
    expect(codes).toContain(code)
    expect(stage.views()).toMatchObject([{ state: 'signedIn', retry: { count: 1, code } }])
    stage.time.advance(5 * MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.views()[0]).not.toHaveProperty('retry')
  })

  test('still answers with tokens that live', async () => {
    const account = await signIn()
    stage.time.advance(50 * MINUTE)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.alarmRang()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.views()).toMatchObject([{ state: 'signedIn', retry: { code: 'NetworkError' } }])
    expect(stage.alarm).toBeGreaterThan(stage.time.now())
  })

  test('ten seconds of silence are a time-out', async () => {
    const account = await signIn('short')
    stage.time.advance(31_000)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'hang' } })
    const refused = worker.refusal('getSession', { account })
    await stage.time.waited(10_000)
    stage.time.advance(10_001)
    expect(await refused).toBe('Timeout')
    expect(stage.views()).toMatchObject([{ state: 'signedIn' }])
  })

  test('and ten seconds of silence at a sign-in are a time-out that stores nothing', async () => {
    stage.pool.faults.add({ operation: 'InitiateAuth', times: 1, fault: { kind: 'hang' } })
    const refused = worker.refusal('signIn', { profile: stage.profile('web'), ...ADA })
    await stage.time.waited(10_000)
    stage.time.advance(10_001)
    expect(await refused).toBe('Timeout')
    expect(stage.views()).toEqual([])
  })
})

describe('a refresh that ends the session', () => {
  test('a revoked refresh token: sign-in is needed, and the reason is told', async () => {
    const account = await signIn('short')
    stage.pool.revokeTokens('ada')
    stage.time.advance(31_000)
    expect(await worker.value('getSession', { account })).toMatchObject({
      state: 'signInNeeded',
      reason: 'revoked',
    })
    expect(stage.session.text('session:')).not.toContain('eyJ')
    expect(stage.alarm).toBeUndefined()
  })

  test('an answer lost after a rotation is fetched again within the grace', async () => {
    const account = await signIn('rotating')
    stage.time.advance(61 * MINUTE)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'dropAfter' } })
    expect(await worker.refusal('getSession', { account })).toBe('NetworkError')
    stage.time.advance(20_000)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.issueHistory().flatMap(({ tokens }) => tokens.map(({ reuses }) => reuses))).toEqual([
      0, 0, 0,
    ])
  })
})

describe('a stored record that is damaged', () => {
  const damage = (text: string) => {
    const key = [...stage.session.items.keys()].find((name) => name.startsWith('session:'))
    stage.session.items.set(key ?? '', JSON.stringify(text))
  }

  test.each(['{"version":1', '{}', '[]', 'null', '{"version":99,"generation":7}'])(
    '(%s) is set aside, told once, and a new sign-in works',
    async (text) => {
      const account = await signIn()
      damage(text)
      worker = stage.start()
      const told = await worker.ask('getSession', { account })
      expect(told.ok ? told.value : told.error).toMatchObject(
        told.ok ? { state: 'signInNeeded', reason: 'damaged' } : { code: 'StorageDamaged' },
      )
      expect(stage.session.text('kept:')).toContain(JSON.stringify(text).slice(1, -1).slice(0, 5))
      expect(await worker.value('getSession', { account })).toMatchObject({
        state: 'signInNeeded',
        reason: 'damaged',
      })
      expect(await signIn()).toBe(account)
      expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    },
  )

  test('(a malformed token) throws nowhere, and is refreshed', async () => {
    const account = await signIn()
    const [key, text] = [...stage.session.items].find(([name]) => name.startsWith('session:')) ?? ['', '""']
    const record = JSON.parse(JSON.parse(text))
    const broken = { ...record, idToken: 'no.jwt', idTokenTimes: { issuedAt: null, expiresAt: null } }
    stage.session.items.set(key, JSON.stringify(JSON.stringify(broken)))
    worker = stage.start()
    expect(await worker.value('getSession', { account })).toMatchObject({
      state: 'signedIn',
      claims: { email: 'ada@example.com' },
    })
    expect(refreshes()).toBe(1)
  })
})

describe('a sign-out', () => {
  test('clears the store at once and revokes at the pool', async () => {
    const account = await signIn()
    const refreshToken = JSON.parse(
      JSON.parse([...stage.session.items].find(([key]) => key.startsWith('session:'))?.[1] ?? '""'),
    ).refreshToken
    await worker.value('signOut', { account })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
    expect(stage.pool.isRevoked(refreshToken)).toBe(true)
    expect(stage.session.text()).not.toContain('eyJ')
    expect(stage.session.text()).not.toContain(refreshToken)
  })

  test('offline stands, and the revocation goes out later', async () => {
    const account = await signIn()
    stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.ask('signOut', { account })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(false)
    worker = stage.start()
    await worker.started()
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(true)
    expect(stage.session.text('kept:')).not.toContain('refresh')
  })

  test('during a refresh is not undone by its answer, and the tokens that come are revoked', async () => {
    const account = await signIn('rotating')
    stage.time.advance(61 * MINUTE)
    stage.pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 1,
      fault: { kind: 'latency', ms: 300 },
    })
    const asked = worker.ask('getSession', { account })
    while (stage.pool.calls.count('GetTokensFromRefreshToken') === 0)
      await new Promise((resolve) => setImmediate(resolve))
    await worker.value('signOut', { account })
    await asked
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
    expect(stage.pool.issueHistory().every(({ revoked }) => revoked)).toBe(true)
    expect(stage.session.text()).not.toContain('eyJ')
  })

  test('everywhere ends every session of the person at the pool', async () => {
    const account = await signIn()
    await worker.value('signOut', { account, everywhere: true })
    expect(stage.pool.calls.count('GlobalSignOut')).toBe(1)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
  })

  test('everywhere may be asked again when the answer was lost', async () => {
    const account = await signIn()
    stage.pool.faults.add({ operation: 'GlobalSignOut', times: 1, fault: { kind: 'dropAfter' } })
    expect(await worker.refusal('signOut', { account, everywhere: true })).toBe('NetworkError')
    await worker.value('signOut', { account, everywhere: true })
    await worker.value('signOut', { account, everywhere: true })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
  })

  test('of a pool that is removed while offline is told to it later, and then the pool is forgotten', async () => {
    await signIn()
    stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.value('removeProfile', { profile: stage.profile('web') })
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(false)
    expect(await worker.refusal('signIn', { profile: stage.profile('web'), ...ADA })).toBe('unknownProfile')
    for (let starts = 0; starts < 2; starts += 1) {
      worker = stage.start()
      await worker.started()
    }
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(true)
    expect(stage.local.items.has(`profile:${stage.profile('web')}`)).toBe(false)
  })

  test('comes before a pool’s endpoint changes: what came from one place is shown to no other', async () => {
    const account = await signIn()
    const { poolId, clients } = stage.pool
    const elsewhere = { name: 'web', poolId, clientId: clients.web.id, endpoint: 'http://127.0.0.1:9' }
    await worker.value('saveProfile', elsewhere)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedOut' })
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(true)
    await worker.value('saveProfile', { ...elsewhere, endpoint: stage.pool.url })
    expect(await signIn()).toBe(account)
    expect(await worker.value('getSession', { account, forceRefresh: true })).toMatchObject({
      state: 'signedIn',
    })
  })

  test('of a pool that is removed ends its sessions first', async () => {
    await signIn()
    await worker.value('removeProfile', { profile: stage.profile('web') })
    expect(stage.views()).toMatchObject([{ state: 'signedOut' }])
    expect(stage.pool.issueHistory()[0]?.revoked).toBe(true)
  })
})

describe('a site', () => {
  test('without a grant gets one and the same answer, signed in or not', async () => {
    const before = await worker.sendExternal(question(), tab)
    await signIn()
    const after = await worker.sendExternal(question(), tab)
    expect(after).toEqual(before)
    expect(after).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
  })

  test('that the person allowed gets what was given, by either way in', async () => {
    const account = await signIn()
    await allow(account)
    const direct = await worker.sendExternal<SessionView>(question(), tab)
    const bridged = await worker.send<SessionView>(question(), {
      ...tab,
      id: 'mophcmpmhijfcmgpeabfgglojbeeclif',
    })
    expect(direct).toEqual(bridged)
    expect(direct).toMatchObject({
      ok: true,
      value: { state: 'signedIn', claims: { email: 'ada@example.com' } },
    })
    expect(JSON.stringify(direct)).not.toContain(account)
    expect(stage.registered).toEqual(new Set(['https://app.example/*']))
  })

  test('gets a grant only when the browser gave the host too, and then without another click', async () => {
    const account = await signIn()
    const asked = { origin: SITE, gives: GIVES, account, ...TERMS }
    expect(await worker.value('allowSite', asked)).toEqual({ state: 'waiting' })
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
    worker = stage.start()
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
  })

  test('gets none because somebody chose “on all sites”, nor by a click of six minutes ago', async () => {
    const account = await signIn()
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS })
    await worker.hostsAdded('https://*/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
    await worker.value('declineSite', { origin: SITE })
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
    stage.hosts.clear()
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS })
    stage.time.advance(6 * MINUTE)
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
  })

  test('that the person declined gets no grant when its neighbour on the host is allowed', async () => {
    const account = await signIn()
    const [one, two] = [
      originOf('http://localhost:5001') ?? fail(),
      originOf('http://localhost:5002') ?? fail(),
    ]
    const from = (origin: string) => worker.sendExternal(question(), { ...tab, origin })
    for (const declines of [true, false]) {
      await worker.value('allowSite', { origin: one, gives: GIVES, account, ...TERMS })
      // Where the browser's question closed the popup, nobody says that the answer was no.
      if (declines) await worker.value('declineSite', { origin: one })
      await worker.value('allowSite', { origin: two, gives: GIVES, account, ...TERMS })
      stage.hosts.add('http://localhost/*')
      await worker.hostsAdded('http://localhost/*')
      expect(await from(two)).toMatchObject({ ok: true })
      expect(await from(one)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
      await worker.value('revokeSite', { origin: two })
    }
  })

  test('loses its grant at the next start where the host went while no worker was running', async () => {
    await allow(await signIn())
    stage.hosts.clear()
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
  })

  test('may not end the person’s other sessions, nor the shared one unless that was ticked', async () => {
    const account = await signIn()
    await allow(account)
    const everywhere = question({ everywhere: true }, 'signOut')
    expect(await worker.sendExternal(everywhere, tab)).toMatchObject({
      ok: false,
      error: { code: 'rejected' },
    })
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS, maySignOut: false })
    const here = question({}, 'signOut')
    expect(await worker.sendExternal(here, tab)).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GlobalSignOut')).toBe(0)
  })

  test('has the session refreshed before its time at most once in half a minute', async () => {
    await allow(await signIn())
    const now = question({ forceRefresh: true })
    for (let times = 0; times < 5; times += 1)
      expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: true })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    stage.time.advance(31_000)
    await worker.sendExternal(now, tab)
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(2)
  })

  test('has no more of it because the worker died meanwhile', async () => {
    await allow(await signIn())
    const now = question({ forceRefresh: true })
    await worker.sendExternal(now, tab)
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: true })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    const writes = stage.session.log.length
    await worker.sendExternal(question(), tab)
    await worker.sendExternal(now, tab)
    expect(stage.session.log.length).toBe(writes)
  })

  test('that asks without end is told so, each of its documents alone, signed in or not', async () => {
    const ask = (documentId: string) => worker.sendExternal(question(), { ...tab, documentId })
    const flood = async () => Promise.all(Array.from({ length: 600 }, () => ask('D1')))
    const codes = (answers: { ok: boolean; error?: { code: string } }[]) =>
      answers.map(({ error }) => error?.code)
    const outside = codes(await flood())
    // The clock runs on while they are asked: a few more than 500 get through.
    expect(outside.slice(0, 500)).toEqual(outside.slice(0, 500).map(() => 'notAllowed'))
    expect(outside.filter((code) => code === 'throttled').length).toBeGreaterThan(50)
    expect(await ask('D2')).toMatchObject({ error: { code: 'notAllowed' } })
    stage.time.advance(10_000)
    await allow(await signIn())
    const inside = await flood()
    expect(inside.slice(0, 500).every(({ ok }) => ok)).toBe(true)
    expect(codes(inside)).toContain('throttled')
    expect(await ask('D2')).toMatchObject({ ok: true })
    expect(await worker.value('getSession', {})).toMatchObject({ state: 'signedIn' })
  })

  test('cannot hurry a user pool that asks for patience', async () => {
    const account = await signIn('short')
    await allow(account)
    stage.time.advance(31_000)
    const fault = { kind: 'throttled', retryAfterSeconds: 60 } as const
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 5, fault })
    const now = question({ forceRefresh: true })
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: false, error: { code: 'throttled' } })
    stage.time.advance(31_000)
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: false, error: { code: 'throttled' } })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('whose grant is taken back while its refresh is under way gets nothing', async () => {
    const account = await signIn('short')
    await allow(account)
    stage.time.advance(31_000)
    stage.pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 1,
      fault: { kind: 'latency', ms: 300 },
    })
    const asked = worker.sendExternal(question(), tab)
    while (stage.pool.calls.count('GetTokensFromRefreshToken') === 0)
      await new Promise((resolve) => setImmediate(resolve))
    await worker.value('revokeSite', { origin: SITE })
    expect(await asked).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(stage.registered).toEqual(new Set())
    expect(stage.hosts).toEqual(new Set())
  })

  test('loses its grant for good though the disk is full, and so does a site whose account is forgotten', async () => {
    const account = await signIn()
    for (const [method, params] of [
      ['revokeSite', { origin: SITE }],
      ['forgetAccount', { account }],
    ] as const) {
      await allow(account)
      stage.local.full = true
      await worker.value(method, params)
      stage.local.full = false
      worker = stage.start()
      await worker.started()
      expect(await worker.sendExternal(question(), tab), method).toMatchObject({
        ok: false,
        error: { code: 'notAllowed' },
      })
    }
    expect(stage.views()).toEqual([])
  })

  test('that is allowed anew just as its time is over keeps what it was given', async () => {
    const account = await signIn()
    stage.hosts.add('https://app.example/*')
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS, until: 'hour' })
    stage.time.advance(3_600_000)
    const allowed = allow(account)
    await Promise.all([worker.endsChanged(), allowed])
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
  })

  test('on another port keeps the host permission alive when its neighbour is revoked', async () => {
    const account = await signIn()
    const [one, two] = [
      originOf('http://localhost:5001') ?? fail(),
      originOf('http://localhost:5002') ?? fail(),
    ]
    stage.hosts.add('http://localhost/*')
    for (const origin of [one, two])
      await worker.value('allowSite', { origin, gives: GIVES, account, ...TERMS })
    await worker.value('revokeSite', { origin: one })
    expect(stage.hosts).toEqual(new Set(['http://localhost/*']))
    expect(await worker.sendExternal(question(), { ...tab, origin: one })).toMatchObject({ ok: false })
    expect(await worker.sendExternal(question(), { ...tab, origin: two })).toMatchObject({ ok: true })
    await worker.value('revokeSite', { origin: two })
    expect(stage.hosts).toEqual(new Set())
  })

  test('loses its grant when the browser’s own settings take the host away', async () => {
    await allow(await signIn())
    stage.hosts.clear()
    await worker.endsChanged()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
    expect(stage.told.at(-1)).toMatchObject({
      event: { event: 'permissionsChanged', detail: { grant: null } },
    })
  })

  test('that is allowed is not named to other tabs, nor what it may have: all are only told to ask', async () => {
    const account = await signIn()
    stage.told.length = 0
    await allow(account)
    const hints = stage.told.filter(({ event }) => event.event === 'permissionsChanged')
    expect(hints.map(({ event }) => event)).toEqual([
      { v: 1, event: 'permissionsChanged', detail: { grant: null } },
    ])
  })

  test('is told when the session changes, in the order of generations', async () => {
    const account = await signIn()
    await allow(account)
    stage.told.length = 0
    await worker.value('getSession', { account, forceRefresh: true })
    await worker.value('signOut', { account })
    const generations = stage.told.map(({ event }) =>
      event.event === 'sessionChanged' ? event.detail.generation : NaN,
    )
    expect(generations.length).toBeGreaterThan(1)
    expect(generations).toEqual([...generations].sort((a, b) => a - b))
  })

  test('may end the shared session where its grant says so', async () => {
    const account = await signIn()
    await allow(account)
    expect(await worker.sendExternal(question({}, 'signOut'), tab)).toMatchObject({ ok: true })
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: true,
      value: { state: 'signedOut' },
    })
    expect(stage.views()).toMatchObject([{ account, state: 'signedOut' }])
  })

  test('gets its bridge back in open tabs after an update, and only then', async () => {
    await allow(await signIn())
    stage.injected.length = 0
    worker = stage.start()
    await worker.started()
    expect(stage.injected).toEqual([])
    // An update clears the session area and the registered scripts.
    stage.session.items.clear()
    stage.registered.clear()
    worker = stage.start()
    await worker.started()
    expect(stage.injected).toEqual(['https://app.example/*'])
    expect(stage.registered).toEqual(new Set(['https://app.example/*']))
  })

  test('can give its grant back', async () => {
    await allow(await signIn())
    expect(await worker.sendExternal(question({}, 'disconnect'), tab)).toMatchObject({
      ok: true,
      value: null,
    })
    expect(await worker.sendExternal(question({}, 'permissions'), tab)).toMatchObject({
      ok: true,
      value: null,
    })
  })
})

describe('a message that should not be', () => {
  test.each<[string, unknown, Sender, string]>([
    ['an unknown method', question({}, 'readRefreshToken'), tab, 'badRequest'],
    ['an inherited name', question({}, 'constructor'), tab, 'badRequest'],
    ['an extra key in the envelope', { ...question(), origin: SITE }, tab, 'badRequest'],
    ['an extra key in the params', question({ account: 'x', admin: true }), tab, 'badRequest'],
    ['params of the wrong type', question({ forceRefresh: 'yes' }), tab, 'badRequest'],
    ['no object', 'getSession', tab, 'badRequest'],
    ['nothing', undefined, tab, 'badRequest'],
    [
      'a prototype',
      JSON.parse('{"v":1,"id":"q","method":"getSession","params":{"__proto__":{"a":1}}}'),
      tab,
      'badRequest',
    ],
    ['70 kB', question({ reason: 'x'.repeat(70_000) }, 'connect'), tab, 'badRequest'],
    ['another version', { ...question(), v: 2 }, tab, 'badRequest'],
    ['a sandboxed frame', question(), { ...tab, origin: 'null' }, 'notAllowed'],
    ['another extension', question(), { ...tab, id: 'a'.repeat(32) }, 'notAllowed'],
    ['a frame of the site, without frames in the grant', question(), { ...tab, frameId: 3 }, 'notAllowed'],
    ['the popup’s questions from a site', question({ origin: SITE }, 'revokeSite'), tab, 'notAllowed'],
    [
      'a sign-in from a site',
      question({ profile: 'a/b', username: 'a', password: 'b' }, 'signIn'),
      tab,
      'notAllowed',
    ],
  ])('%s is refused with a code, and nothing changes', async (_, message, sender, code) => {
    await allow(await signIn())
    const before = stage.session.text() + stage.local.text()
    const answer = await worker.sendExternal(message, sender)
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(JSON.stringify(answer)).not.toContain('eyJ')
    expect(stage.session.text() + stage.local.text()).toBe(before)
  })

  test('a site cannot name another account', async () => {
    const ada = await signIn()
    const grace = await signIn('web', { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' })
    await allow(ada)
    for (const method of ['getSession', 'signOut']) {
      const answer = await worker.sendExternal(question({ account: grace }, method), tab)
      expect(answer).toMatchObject({ ok: false, error: { code: 'badRequest' } })
    }
    expect(await worker.value('getSession', { account: grace })).toMatchObject({ state: 'signedIn' })
  })
})
