import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { Fault, LocalUserPool } from '@cognito-shared-session/local-user-pool'
import {
  AuthenticationDetails,
  CognitoUser,
  MemoryStorage,
  epochMs,
} from '@cognito-shared-session/cognito-session'
import { sessionStatus } from '@cognito-shared-session/cognito-session/status'
import { detailsOf, eventLog, poolFor, refreshTokenOf, signIn } from '../support/pool-client.ts'
import type { ClientName } from '../support/pool-client.ts'

const GET = 'GetTokensFromRefreshToken'
const HOUR = 3_600_000

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterEach(() => pool.close())

describe('a sign-in by SRP against a real server', () => {
  test.each(['ada', 'bob', 'zoe', 'grace'] as const)('of %s', async (name) => {
    const { user, session } = await signIn(pool, poolFor(pool, 'web'), name)
    expect(session.isValidAt(epochMs(pool.clock.now()))).toBe(true)
    expect(session.getIdToken().payload.sub).toBe(pool.users[name].sub)
    expect(user.getUsername()).toBe(pool.users[name].username)
    expect(await user.getSession()).toBe(session)
  })

  test.each(['secret', 'srpOnly', 'noRevocation'] as const)('at the client %s', async (client) => {
    const Pool = poolFor(pool, client)
    const { user } = await signIn(pool, Pool, 'grace')
    await user.refresh()
    await user.signOut()
    expect(pool.calls.count('RevokeToken')).toBe(client === 'noRevocation' ? 0 : 1)
    expect(pool.calls.list().every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  test.each([
    ['ada', 'wrong', 'NotAuthorizedException', 'Incorrect username or password.'],
    ['nobody', 'wrong', 'NotAuthorizedException', 'Incorrect username or password.'],
    ['dora', 'Disabled-Dora-5', 'NotAuthorizedException', 'User is disabled.'],
    ['uma', 'Unconfirmed-Uma-6', 'UserNotConfirmedException', 'User is not confirmed.'],
    ['rita', 'Reset-Rita-7', 'PasswordResetRequiredException', 'Password reset required for the user'],
  ])('of %s with %s is %s', async (Username, Password, code, message) => {
    const user = new CognitoUser({ Username, Pool: poolFor(pool, 'web') })
    const details = new AuthenticationDetails({ Username, Password })
    await expect(user.authenticateUser(details)).rejects.toMatchObject({ code, message })
  })

  test('tells an unknown user where the client lets it, and a pool client that does not exist', async () => {
    const legacy = new CognitoUser({ Username: 'nobody', Pool: poolFor(pool, 'legacy') })
    await expect(legacy.authenticateUser(detailsOf(pool, 'ada'))).rejects.toMatchObject({
      code: 'UserNotFoundException',
    })
    const elsewhere = new CognitoUser({
      Username: 'ada',
      Pool: poolFor(pool, 'web', { ClientId: 'nosuchclient00000000000000' }),
    })
    await expect(elsewhere.authenticateUser(detailsOf(pool, 'ada'))).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    })
  })

  test.each([HOUR, -HOUR])('with a clock that is %d ms wrong: the drift is kept and used', async (skew) => {
    const Pool = poolFor(pool, 'short', { ports: { now: () => epochMs(pool.clock.now() + skew) } })
    const { user, session } = await signIn(pool, Pool)
    expect(Math.abs(session.getClockDrift() - skew / 1000)).toBeLessThanOrEqual(2)
    expect(await user.getSession()).toBe(session)
    expect(pool.calls.count(GET)).toBe(0)
    pool.clock.advance(40_000)
    expect(await user.getSession()).not.toBe(session)
    expect(pool.calls.count(GET)).toBe(1)
  })
})

describe('a refresh', () => {
  test('of 1,000 callers with expired tokens is one request', async () => {
    const Pool = poolFor(pool, 'shortRotating')
    await signIn(pool, Pool)
    pool.clock.advance(31_000)
    const callers = Array.from({ length: 1000 }, () =>
      new CognitoUser({ Username: 'ada', Pool }).getSession(),
    )
    expect(new Set(await Promise.all(callers)).size).toBe(1)
    expect(pool.calls.count(GET)).toBe(1)
  })

  test.each(['web', 'rotating', 'noGrace'] as const)(
    'at the client %s works a hundred times over',
    async (client) => {
      const { user } = await signIn(
        pool,
        poolFor(pool, client),
        'ada',
        client === 'web' ? undefined : 'USER_PASSWORD_AUTH',
      )
      for (let round = 0; round < 100; round += 1) {
        pool.clock.advance(HOUR)
        await user.getSession()
      }
      expect(await sessionStatus(user)).toMatchObject({ state: 'signedIn', generation: 101 })
      expect(pool.issueHistory()[0]?.tokens.reduce((sum, { reuses }) => sum + reuses, 0)).toBe(0)
    },
  )

  test.each<[string, (user: CognitoUser) => void, string, string]>([
    ['revoked', () => pool.revokeTokens('ada'), 'NotAuthorizedException', 'revoked'],
    ['expired', () => pool.clock.advance(31 * 24 * HOUR), 'NotAuthorizedException', 'expired'],
    ['of a deleted user', () => pool.deleteUser('ada'), 'UserNotFoundException', 'userGone'],
    ['of a disabled user', () => pool.disableUser('ada'), 'NotAuthorizedException', 'userDisabled'],
  ])('with a token %s ends the session', async (_, happen, code, reason) => {
    const { user } = await signIn(pool, poolFor(pool, 'web'))
    happen(user)
    await expect(user.refresh()).rejects.toMatchObject({ code })
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason })
  })

  const passing: [Fault, string][] = [
    [{ kind: 'dropBefore' }, 'NetworkError'],
    [{ kind: 'dropAfter' }, 'NetworkError'],
    [{ kind: 'throttled', retryAfterSeconds: 1 }, 'TooManyRequestsException'],
    [{ kind: 'internal' }, 'InternalErrorException'],
    [{ kind: 'unavailableHtml' }, 'HttpError'],
    [{ kind: 'html' }, 'InvalidResponse'],
    [{ kind: 'body', body: 'null' }, 'InvalidResponse'],
    [{ kind: 'body', body: '{}' }, 'InvalidResponse'],
    [{ kind: 'truncatedJson' }, 'InvalidResponse'],
  ]
  test.each(passing)(
    'that meets %o keeps the session, and the next one succeeds inside the grace',
    async (fault, code) => {
      const { events, onEvent } = eventLog()
      const Pool = poolFor(pool, 'rotating', { retry: 'caller', onEvent })
      const { user, session } = await signIn(pool, Pool, 'ada', 'USER_PASSWORD_AUTH')
      pool.faults.add({ operation: GET, fault })
      await expect(user.refresh()).rejects.toMatchObject({ code })
      expect(await user.getSession()).toBe(session)
      pool.clock.advance(30_000)
      const next = await user.refresh()
      expect(await user.getSession()).toBe(next)
      expect(events.map(({ type }) => type)).toEqual(['signedIn', 'refreshFailed', 'refreshed'])
    },
  )

  test('whose answer never comes is given up, and tried again inside the grace', async () => {
    let due: () => void = () => undefined
    const wait = (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        due = resolve
        signal?.addEventListener('abort', () => resolve())
      })
    const now = () => epochMs(pool.clock.now())
    const Pool = poolFor(pool, 'rotating', { retry: 'caller', ports: { now, wait } })
    const { user } = await signIn(pool, Pool, 'ada', 'USER_PASSWORD_AUTH')
    pool.faults.add({ operation: GET, fault: { kind: 'hangAfter' } })
    const outcome = expect(user.refresh()).rejects.toMatchObject({ code: 'Timeout' })
    await pool.calls.reached(GET, 1)
    due()
    await outcome
    pool.clock.advance(1000)
    expect((await user.refresh()).isValidAt(now())).toBe(true)
  })
})

describe('a sign-out', () => {
  test('revokes at the pool, and global sign-out does so for every session', async () => {
    const first = await signIn(pool, poolFor(pool, 'rotating'), 'ada', 'USER_PASSWORD_AUTH')
    const second = await signIn(pool, poolFor(pool, 'rotating'), 'ada', 'USER_PASSWORD_AUTH')
    await first.user.signOut()
    expect(pool.isRevoked(refreshTokenOf(first.session))).toBe(true)
    expect(pool.isRevoked(refreshTokenOf(second.session))).toBe(false)
    await second.user.globalSignOut()
    expect(pool.isRevoked(refreshTokenOf(second.session))).toBe(true)
    await expect(second.user.getSession()).rejects.toMatchObject({ code: 'NoSession' })
  })

  test('offline is caught up on the next start', async () => {
    const Storage = new MemoryStorage()
    const { user, session } = await signIn(pool, poolFor(pool, 'web', { Storage }))
    pool.faults.add({ operation: 'RevokeToken', fault: { kind: 'dropBefore' } })
    await user.signOut()
    expect(pool.isRevoked(refreshTokenOf(session))).toBe(false)
    await poolFor(pool, 'web', { Storage }).sendQueuedRevocations()
    expect(pool.isRevoked(refreshTokenOf(session))).toBe(true)
  })
})

test('several pools, clients and users on one storage show nothing of one another', async () => {
  const Storage = new MemoryStorage()
  const signedIn = []
  for (const client of ['web', 'rotating'] satisfies ClientName[]) {
    for (const name of ['ada', 'grace'] as const)
      signedIn.push(await signIn(pool, poolFor(pool, client, { Storage }), name))
  }
  await signedIn[0]?.user.signOut()
  const states = await Promise.all(signedIn.map(({ user }) => sessionStatus(user)))
  expect(states.map(({ state }) => state)).toEqual(['signedOut', 'signedIn', 'signedIn', 'signedIn'])
  expect(new Set(signedIn.slice(1).map(({ session }) => session.getIdToken().payload.sub)).size).toBe(2)
})
