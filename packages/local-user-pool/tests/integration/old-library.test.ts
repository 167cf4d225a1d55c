import type { CognitoUser } from 'amazon-cognito-identity-js'
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

/** Ada, who sends her password in plain: half the library's time goes into SRP. */
function plainUser(client: keyof LocalUserPool['clients'], storage = memoryStorage()): CognitoUser {
  const user = oldLibraryUser(pool, pool.clients[client].id, 'ada', storage)
  user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
  return user
}

describe('amazon-cognito-identity-js, unmodified', () => {
  test.each(['grace', 'zoe'] as const)('signs %s in by SRP', async (name) => {
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

  test('signs in with the password in plain', async () => {
    const { signInName, password } = pool.users.ada
    const user = oldLibraryUser(pool, pool.clients.web.id, signInName)
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
    const session = await signIn(user, signInName, password)
    expect(session.getAccessToken().payload.client_id).toBe(pool.clients.web.id)
  })

  test('is refused for a wrong password, in words and by code', async () => {
    const user = oldLibraryUser(pool, pool.clients.web.id, 'ada')
    await expect(signIn(user, 'ada', 'wrong')).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })
  })

  test('refreshes, keeping its refresh token', async () => {
    const user = plainUser('web')
    const first = await signIn(user, 'ada', pool.users.ada.password)
    const second = await refresh(user, first.getRefreshToken().getToken())
    expect(second.getRefreshToken().getToken()).toBe(first.getRefreshToken().getToken())
    expect(second.getAccessToken().getJwtToken()).not.toBe(first.getAccessToken().getJwtToken())
    expect(second.getAccessToken().payload.origin_jti).toBe(first.getAccessToken().payload.origin_jti)
  })

  test('is refused a refresh where the client rotates, since it only knows REFRESH_TOKEN_AUTH', async () => {
    const user = plainUser('rotating')
    const session = await signIn(user, 'ada', pool.users.ada.password)
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
    const storage = memoryStorage()
    const user = plainUser('web', storage)
    const session = await signIn(user, 'ada', pool.users.ada.password)
    await signOut(user)
    expect(pool.isRevoked(session.getRefreshToken().getToken())).toBe(true)
    expect(pool.calls.count('RevokeToken')).toBe(1)
    expect(storage.entries.size).toBe(0)
  })

  test('does not revoke where the client has no token revocation', async () => {
    const user = plainUser('noRevocation')
    const session = await signIn(user, 'ada', pool.users.ada.password)
    expect(session.getAccessToken().payload).not.toHaveProperty('origin_jti')
    await signOut(user)
    expect(pool.calls.count('RevokeToken')).toBe(0)
  })

  test('signs out everywhere', async () => {
    const here = plainUser('web')
    const there = plainUser('rotating')
    await signIn(here, 'ada', pool.users.ada.password)
    const elsewhere = await signIn(there, 'ada', pool.users.ada.password)
    expect(await globalSignOut(here)).toBe('SUCCESS')
    expect(pool.isRevoked(elsewhere.getRefreshToken().getToken())).toBe(true)
    await expect(globalSignOut(there)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    })
  })

  test('reads the attributes of the user', async () => {
    const { sub } = pool.users.ada
    const user = plainUser('web')
    await signIn(user, 'ada', pool.users.ada.password)
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
