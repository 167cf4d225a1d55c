import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADA } from '../../support/background/deeds.ts'
import { GRACE, openShared, personAt } from '../../support/background/shared-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

/** How a token begins. The pool's public keys lie there too, and three letters stand in one of them by chance. */
const TOKEN = /eyJ[\w-]+\.eyJ/

const MINUTE = 60_000

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openShared())
})
afterEach(() => stage.close())

const { signIn } = personAt(() => ({ stage, worker }))

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
    const account = await signIn('web', GRACE)
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
        expect(stage.session.text()).not.toMatch(TOKEN)
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
    expect(stage.session.text()).not.toMatch(TOKEN)
  })

  test('at a pool that nobody set up here goes nowhere', async () => {
    const unknown = { ...ADA, profile: stage.profile('srpOnly') }
    expect(await worker.refusal('signIn', unknown)).toBe('unknownProfile')
    expect(stage.sent).toBe(0)
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
    expect(stage.session.text()).not.toMatch(TOKEN)
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
    expect(stage.session.text()).not.toMatch(TOKEN)
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
