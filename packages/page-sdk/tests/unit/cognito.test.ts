import { describe, expect, it } from 'vitest'
import {
  AuthenticationDetails,
  CognitoError,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
} from '../../src/cognito/index.ts'
import type { PageErrorCode } from '../../src/index.ts'
import { fakeSharedSession, type FakeSession } from '../../src/testing/index.ts'
import { pool as ids, tokensOf } from './jwt.ts'

const want = { idToken: true, accessToken: true } as const

function world(
  session: FakeSession = tokensOf('ada'),
  more: { maySignOut?: boolean; gives?: typeof want | null } = {},
) {
  const fake = fakeSharedSession({ want, session, ...more })
  return { fake, pool: new CognitoUserPool({ ...ids, connect: fake.connect }) }
}

function anybody(pool: CognitoUserPool): CognitoUser {
  const user = pool.getCurrentUser()
  if (user === null) throw new Error('Nobody.')
  return user
}

describe('the drop-in classes', () => {
  it('give the shared session to a callback, with both tokens decoded', async () => {
    const { pool } = world()
    const session = await new Promise<CognitoUserSession>((resolve, reject) => {
      pool.getCurrentUser()?.getSession((err, session) => (err ? reject(err) : resolve(session)))
    })
    expect(session).toBeInstanceOf(CognitoUserSession)
    expect(session.getIdToken().payload.email).toBe('ada@example.com')
    expect(session.getAccessToken().getJwtToken()).toBe(tokensOf('ada').accessToken)
    expect(session.isValid()).toBe(true)
  })

  it('call back later, once, with two arguments', async () => {
    const { pool } = world()
    const calls: unknown[][] = []
    const user = anybody(pool)
    await new Promise<void>((resolve) => {
      user.getSession((...answer: unknown[]) => {
        calls.push(answer)
        resolve()
      })
      expect(calls).toEqual([])
    })
    await user.getSession()
    expect(calls).toEqual([[null, user.getSignInUserSession()]])
  })

  it('do not know the user’s name before the extension answered, and know it then', async () => {
    const { pool } = world()
    expect(anybody(pool).getUsername()).toBe('')
    expect((await pool.sync())?.getUsername()).toBe('ada')
    expect(anybody(pool).getUsername()).toBe('ada')
  })

  it('have no current user once nobody is known to be signed in', async () => {
    const { pool, fake } = world({ state: 'signedOut' })
    expect(await pool.sync()).toBeNull()
    expect(pool.getCurrentUser()).toBeNull()
    fake.setSession(tokensOf('bob'))
    expect((await pool.sync())?.getUsername()).toBe('bob')
  })

  it('keep the same session object while the tokens are the same', async () => {
    const { pool, fake } = world()
    const user = anybody(pool)
    const first = await user.getSession()
    expect(await user.getSession()).toBe(first)
    fake.setSession(tokensOf('ada', 2))
    expect(await user.getSession()).not.toBe(first)
  })

  it('know this device’s clock from the extension', async () => {
    const tokens = tokensOf('ada')
    const { pool } = world({ ...tokens, expiresAt: tokens.expiresAt + 90_000 })
    expect((await anybody(pool).getSession()).getClockDrift()).toBe(90)
  })
})

describe('the refresh token', () => {
  it('is a handle that is no secret and that refreshSession accepts', async () => {
    const { pool, fake } = world()
    const user = anybody(pool)
    const handle = (await user.getSession()).getRefreshToken()
    expect(handle?.getToken()).toBe('held-by-cognito-shared-session')
    await user.refreshSession(handle, undefined, { tenant: 'a' })
    expect(fake.asked.at(-1)?.params).toEqual({ forceRefresh: true, clientMetadata: { tenant: 'a' }, want })
  })

  it.each([
    ['none', undefined, 'NoRefreshToken'],
    ['an empty one', new CognitoRefreshToken({ RefreshToken: '' }), 'NoRefreshToken'],
    ['one from elsewhere', new CognitoRefreshToken({ RefreshToken: 'eyJ…' }), 'InvalidParameter'],
  ])('where it is %s refreshes nothing', async (_, token, code) => {
    const { pool, fake } = world()
    await expect(anybody(pool).refreshSession(token)).rejects.toMatchObject({ code })
    expect(fake.asked).toHaveLength(1)
  })
})

describe('without a session', () => {
  const failures: Record<PageErrorCode, string> = {
    notInstalled: 'NoSession',
    notAllowed: 'NoSession',
    rejected: 'NotAuthorizedException',
    throttled: 'TooManyRequestsException',
    unsupported: 'NoSession',
    badRequest: 'InvalidParameter',
    offline: 'NetworkError',
    timeout: 'Timeout',
    aborted: 'Aborted',
    noAnswer: 'NetworkError',
    signatureInvalid: 'SignatureInvalid',
    internal: 'Unexpected',
  }

  it.each(Object.entries(failures))('%s is a CognitoError %s', async (code, expected) => {
    const { pool, fake } = world()
    await fake.session
    await pool.sync()
    fake.failNext(code as PageErrorCode)
    // What got lost on the way is asked once more.
    if (code === 'notInstalled' || code === 'noAnswer') fake.failNext(code)
    const error: unknown = await anybody(pool)
      .getSession()
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(CognitoError)
    expect(error).toMatchObject({ code: expected, name: expected, cause: { code } })
  })

  it.each([
    ['signed out', { state: 'signedOut' }, undefined],
    ['sign-in needed', { state: 'signInNeeded', reason: 'rotationLost' }, 'rotationLost'],
  ] as const)('%s is NoSession', async (_, session, reason) => {
    const { pool } = world(session)
    await expect(anybody(pool).getSession()).rejects.toMatchObject({ code: 'NoSession', reason })
  })

  it.each([
    ['user pool', { poolId: 'eu-west-1_Other' }],
    ['app client', { clientId: 'client-2' }],
  ])('a session of another %s is none', async (_, other) => {
    const { pool } = world(tokensOf('ada', 1, other))
    await expect(anybody(pool).getSession()).rejects.toMatchObject({ code: 'NoSession' })
    expect(pool.getCurrentUser()).toBeNull()
  })

  it('a session of another user is not this user’s', async () => {
    const { pool } = world()
    const bob = new CognitoUser({ Username: 'bob', Pool: pool })
    await expect(bob.getSession()).rejects.toMatchObject({ code: 'NoSession' })
  })

  it('a site that was given one token of two has none', async () => {
    const { pool } = world({ ...tokensOf('ada'), idToken: undefined } as unknown as FakeSession)
    await expect(anybody(pool).getSession()).rejects.toMatchObject({
      code: 'NoSession',
      message: expect.stringMatching(/both tokens/),
    })
  })

  it('a site that is allowed later has one then', async () => {
    const { pool, fake } = world(tokensOf('ada'), { gives: null })
    await expect(pool.sync()).rejects.toMatchObject({ code: 'NoSession' })
    fake.allow()
    expect((await pool.sync())?.getUsername()).toBe('ada')
  })

  it('a site that lost its permission forgets who was signed in', async () => {
    const { pool, fake } = world()
    await pool.sync()
    fake.refuse()
    await expect(anybody(pool).getSession()).rejects.toMatchObject({ code: 'NoSession' })
    expect(anybody(pool).getSignInUserSession()).toBeNull()
    expect(anybody(pool).getUsername()).toBe('')
  })

  it('a password is not taken', async () => {
    const { pool, fake } = world()
    const details = new AuthenticationDetails({ Username: 'ada', Password: 'secret' })
    const failed = await new Promise((onFailure) => anybody(pool).authenticateUser(details, { onFailure }))
    expect(failed).toMatchObject({ code: 'NoSession' })
    expect(JSON.stringify(fake.asked)).not.toContain('secret')
  })
})

describe('signing out', () => {
  it('ends the shared session, and nobody is the current user', async () => {
    const { pool, fake } = world()
    await pool.sync()
    await anybody(pool).signOut()
    expect(fake.asked.at(-1)).toMatchObject({ method: 'signOut', params: {} })
    expect(pool.getCurrentUser()).toBeNull()
  })

  it('everywhere is asked for by globalSignOut', async () => {
    const { pool, fake } = world()
    const user = anybody(pool)
    const done = await new Promise((onSuccess, onFailure) => user.globalSignOut({ onSuccess, onFailure }))
    expect(done).toBe('SUCCESS')
    expect(fake.asked.at(-1)).toMatchObject({ method: 'signOut', params: { everywhere: true } })
  })

  it('may be refused, and then changes nothing', async () => {
    const { pool } = world(tokensOf('ada'), { maySignOut: false })
    await pool.sync()
    await expect(anybody(pool).signOut()).rejects.toMatchObject({ code: 'NotAuthorizedException' })
    expect(anybody(pool).getUsername()).toBe('ada')
  })
})

it.each([{}, { UserPoolId: 'eu-west-1_Pool' }, { ClientId: 'c' }])('a pool needs both ids: %j', (data) => {
  expect(() => new CognitoUserPool(data as typeof ids)).toThrow('Both UserPoolId and ClientId are required.')
})
