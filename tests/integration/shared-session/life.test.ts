import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import { ADA } from '../../support/background/deeds.ts'
import { GRACE, openShared, personAt } from '../../support/background/shared-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

const MINUTE = 60_000

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openShared())
})
afterEach(() => stage.close())

const { signIn } = personAt(() => ({ stage, worker }))
const generationOf = (view: SessionView) => view.generation
const signIns = () => stage.pool.calls.count('RespondToAuthChallenge')
const refreshes = () =>
  stage.pool.calls.count('GetTokensFromRefreshToken') + stage.pool.calls.count('InitiateAuth') - signIns()

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
    const grace = await signIn('web', GRACE)
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
  const grace = await signIn('web', GRACE)
  await worker.value('signOut', { account: grace })
  await worker.value('showClaims', { tabId: 7 })
  expect(stage.shown).toMatchObject([
    { session: { state: 'signedIn', idClaims: { email: 'ada@example.com' } } },
  ])
  expect(JSON.stringify(stage.shown)).not.toContain('eyJ')
})
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
