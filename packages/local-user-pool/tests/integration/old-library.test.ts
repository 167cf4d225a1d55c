import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import {
  globalSignOut,
  memoryStorage,
  oldLibraryUser,
  refresh,
  signIn,
  signOut,
} from '../support/old-library.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

describe('amazon-cognito-identity-js, unmodified', () => {
  test.each(['ada', 'grace', 'zoe'] as const)('signs %s in by SRP', async (name) => {
    const { signInName, password, username, sub } = pool.users[name]
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName)
    const session = await signIn(user, signInName, password)
    expect(session.isValid()).toBe(true)
    expect(session.getIdToken().payload).toMatchObject({ sub, 'cognito:username': username, token_use: 'id' })
    expect(user.getUsername()).toBe(username)
    expect(pool.calls.list().map(({ operation }) => operation)).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge',
    ])
  })

  test('finds a user under another case of the e-mail address', async () => {
    const user = oldLibraryUser(pool, pool.clients.web.id, 'Grace@Example.COM')
    const session = await signIn(user, 'Grace@Example.COM', pool.users.grace.password)
    expect(session.getAccessToken().payload.username).toBe(pool.users.grace.sub)
  })

  test('signs in with the password in plain', async () => {
    const { signInName, password } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName)
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
    const session = await signIn(user, signInName, password)
    expect(session.getAccessToken().payload.client_id).toBe(pool.clients.web.id)
  })

  test.each([
    ['a wrong password', 'ada', 'wrong', 'NotAuthorizedException', 'Incorrect username or password.'],
    ['an unknown user', 'nobody', 'wrong', 'NotAuthorizedException', 'Incorrect username or password.'],
    [
      'an unconfirmed user',
      'uma',
      'Unconfirmed-Uma-6',
      'UserNotConfirmedException',
      'User is not confirmed.',
    ],
    [
      'a user to be reset',
      'rita',
      'Reset-Rita-7',
      'PasswordResetRequiredException',
      'Password reset required for the user',
    ],
  ])('is refused for %s', async (_, name, password, code, message) => {
    const user = oldLibraryUser(pool, pool.clients.web.id, name)
    await expect(signIn(user, name, password)).rejects.toMatchObject({ code, message })
  })

  test('refreshes, keeping its refresh token', async () => {
    const { signInName, password } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName)
    const first = await signIn(user, signInName, password)
    const second = await refresh(user, first.getRefreshToken().getToken())
    expect(second.getRefreshToken().getToken()).toBe(first.getRefreshToken().getToken())
    expect(second.getAccessToken().getJwtToken()).not.toBe(first.getAccessToken().getJwtToken())
    expect(second.getAccessToken().payload.origin_jti).toBe(first.getAccessToken().payload.origin_jti)
  })

  test('is refused a refresh where the client rotates, since it only knows REFRESH_TOKEN_AUTH', async () => {
    const { signInName, password } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.rotating.id, signInName)
    const session = await signIn(user, signInName, password)
    const refreshed = refresh(user, session.getRefreshToken().getToken())
    await pool.calls.reached('InitiateAuth', 2)
    expect(pool.calls.list().at(-1)).toMatchObject({
      flow: 'REFRESH_TOKEN_AUTH',
      outcome: 'InvalidParameterException',
    })
    // The library tries again and again; without rotation it comes through.
    pool.setClient('rotating', { rotation: undefined, flows: ['REFRESH_TOKEN_AUTH'] })
    expect((await refreshed).isValid()).toBe(true)
  })

  test('signs out by revoking the refresh token', async () => {
    const { signInName, password } = pool.users.ada
    const storage = memoryStorage()
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName, storage)
    const session = await signIn(user, signInName, password)
    await signOut(user)
    expect(pool.isRevoked(session.getRefreshToken().getToken())).toBe(true)
    expect(pool.calls.count('RevokeToken')).toBe(1)
    expect(storage.entries.size).toBe(0)
  })

  test('does not revoke where the client has no token revocation', async () => {
    const { signInName, password } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.noRevocation.id, signInName)
    const session = await signIn(user, signInName, password)
    expect(session.getAccessToken().payload).not.toHaveProperty('origin_jti')
    await signOut(user)
    expect(pool.calls.count('RevokeToken')).toBe(0)
  })

  test('signs out everywhere', async () => {
    const { signInName, password } = pool.users.ada
    const here = oldLibraryUser(pool, pool.clients.web.id, signInName)
    const there = oldLibraryUser(pool, pool.clients.rotating.id, signInName)
    await signIn(here, signInName, password)
    const elsewhere = await signIn(there, signInName, password)
    expect(await globalSignOut(here)).toBe('SUCCESS')
    expect(pool.isRevoked(elsewhere.getRefreshToken().getToken())).toBe(true)
    await expect(globalSignOut(there)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    })
  })

  test('reads the attributes of the user', async () => {
    const { signInName, password, sub } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName)
    await signIn(user, signInName, password)
    const data = await new Promise<Record<string, unknown>>((resolve, reject) => {
      user.getUserData((error, found) => {
        if (error !== undefined && error !== null) reject(error)
        else resolve({ ...found })
      })
    })
    expect(data).toMatchObject({ Username: 'ada' })
    expect(data.UserAttributes).toContainEqual({ Name: 'sub', Value: sub })
    expect(data.UserAttributes).toContainEqual({ Name: 'custom:department', Value: 'Engines' })
  })
})
