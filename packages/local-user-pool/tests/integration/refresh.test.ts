import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

type ClientName = keyof LocalUserPool['clients']

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterEach(() => pool.close())

async function signedIn(client: ClientName): Promise<string> {
  const answer = await passwordSignIn({ url: pool.url, client: pool.clients[client], user: pool.users.ada })
  return tokensOf(answer).RefreshToken
}

function refresh(client: ClientName, RefreshToken: string, extra: object = {}): Promise<Answer> {
  return callApi(pool.url, 'GetTokensFromRefreshToken', {
    ClientId: pool.clients[client].id,
    RefreshToken,
    ...extra,
  })
}

function oldRefresh(client: ClientName, REFRESH_TOKEN: string, extra: object = {}): Promise<Answer> {
  return callApi(pool.url, 'InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: pool.clients[client].id,
    AuthParameters: { REFRESH_TOKEN, ...extra },
  })
}

describe('GetTokensFromRefreshToken', () => {
  test('brings no refresh token without rotation', async () => {
    const answer = await refresh('web', await signedIn('web'))
    expect(Object.keys(answer.json)).toEqual(['AuthenticationResult'])
    expect(answer.json.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' })
    expect(answer.json.AuthenticationResult).not.toHaveProperty('RefreshToken')
  })

  test('takes a device key and client metadata', async () => {
    const extra = { DeviceKey: 'eu-west-1_0b1d', ClientMetadata: { from: 'a test' } }
    expect(refusalOf(await refresh('web', await signedIn('web'), extra))).toBe('200')
  })

  test('rotates, and takes the old token back inside its grace only', async () => {
    const first = await signedIn('rotating')
    const second = tokensOf(await refresh('rotating', first)).RefreshToken
    expect(second).not.toBe(first)
    pool.clock.advance(30_000)
    const third = tokensOf(await refresh('rotating', first)).RefreshToken
    expect(new Set([first, second, third]).size).toBe(3)
    pool.clock.advance(30_000)
    const refused = await refresh('rotating', first)
    expect(refused.json.__type).toBe('RefreshTokenReuseException')
    expect(refusalOf(await refresh('rotating', second))).toBe('200')
    expect(refusalOf(await refresh('rotating', third))).toBe('200')
    expect(pool.issueHistory()[0]?.tokens[0]).toMatchObject({ successes: 2, reuses: 1 })
  })

  test('takes no token twice without a grace', async () => {
    const first = await signedIn('noGrace')
    await refresh('noGrace', first)
    expect((await refresh('noGrace', first)).json.__type).toBe('RefreshTokenReuseException')
  })

  test('grace and rotation can be changed while the pool runs', async () => {
    const first = await signedIn('rotating')
    pool.setClient('rotating', { rotation: { graceSeconds: 0 } })
    await refresh('rotating', first)
    expect((await refresh('rotating', first)).json.__type).toBe('RefreshTokenReuseException')
    pool.setClient('web', { rotation: { graceSeconds: 5 } })
    expect(tokensOf(await refresh('web', await signedIn('web'))).RefreshToken).not.toBe('')
  })

  test.each([
    [
      'expired',
      'NotAuthorizedException: Refresh Token has expired',
      () => pool.clock.advance(30 * 86_400_000),
    ],
    ['revoked', 'NotAuthorizedException: Refresh Token has been revoked', () => pool.revokeTokens('ada')],
    ['a disabled user’s', 'NotAuthorizedException: User is disabled.', () => pool.disableUser('ada')],
    ['a deleted user’s', 'UserNotFoundException: User does not exist.', () => pool.deleteUser('ada')],
    [
      'a user’s who must reset the password',
      'PasswordResetRequiredException: Password reset required for the user',
      () => pool.setUser('ada', { status: 'RESET_REQUIRED' }),
    ],
    [
      'a deleted client’s',
      'ResourceNotFoundException: User pool client demowebclient0000000000001 does not exist.',
      () => pool.setClient('web', { deleted: true }),
    ],
    [
      'a disabled client’s',
      'NotAuthorizedException: Client is disabled.',
      () => pool.setClient('web', { enabled: false }),
    ],
  ])('refuses a token that is %s', async (_, refusal, change) => {
    const token = await signedIn('web')
    change()
    expect(refusalOf(await refresh('web', token))).toBe(refusal)
  })

  test('refuses another client’s token, and nobody’s', async () => {
    expect(refusalOf(await refresh('legacy', await signedIn('web')))).toBe(
      'NotAuthorizedException: Invalid Refresh Token',
    )
    expect(refusalOf(await refresh('web', 'made.up.token'))).toBe(
      'NotAuthorizedException: Invalid Refresh Token',
    )
  })

  test('checks the client’s secret', async () => {
    pool.setClient('secret', { flows: ['USER_PASSWORD_AUTH'] })
    const { id, secret = '' } = pool.clients.secret
    const { secretHash } = await import('../../src/index.ts')
    const extra = { SECRET_HASH: secretHash(secret, 'ada', id) }
    const signIn = await passwordSignIn({ url: pool.url, client: { id }, user: pool.users.ada, extra })
    const token = tokensOf(signIn).RefreshToken
    const refusal = `NotAuthorizedException: Unable to verify secret for client ${id}`
    expect(refusalOf(await refresh('secret', token))).toBe(refusal)
    expect(refusalOf(await refresh('secret', token, { ClientSecret: 'wrong' }))).toBe(refusal)
    expect(refusalOf(await refresh('secret', token, { ClientSecret: secret }))).toBe('200')
  })
})

describe('REFRESH_TOKEN_AUTH', () => {
  test('refreshes where the client does not rotate', async () => {
    const answer = await oldRefresh('web', await signedIn('web'), { DEVICE_KEY: 'eu-west-1_0b1d' })
    expect(answer.json).toMatchObject({ ChallengeParameters: {} })
    expect(answer.json.AuthenticationResult).not.toHaveProperty('RefreshToken')
  })

  test('is refused where the client rotates, whatever its flows say', async () => {
    const token = await signedIn('rotating')
    pool.setClient('rotating', { flows: ['REFRESH_TOKEN_AUTH'] })
    expect(refusalOf(await oldRefresh('rotating', token))).toBe(
      'InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client',
    )
  })
})

describe('RevokeToken', () => {
  const revoke = (client: ClientName, Token: string, extra: object = {}): Promise<Answer> =>
    callApi(pool.url, 'RevokeToken', { ClientId: pool.clients[client].id, Token, ...extra })

  test('ends the sign-in: refresh token and access token', async () => {
    const tokens = tokensOf(
      await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada }),
    )
    expect(refusalOf(await revoke('web', tokens.RefreshToken))).toBe('200')
    expect(pool.isRevoked(tokens.RefreshToken)).toBe(true)
    expect(refusalOf(await refresh('web', tokens.RefreshToken))).toBe(
      'NotAuthorizedException: Refresh Token has been revoked',
    )
    const { AccessToken } = tokens
    expect(refusalOf(await callApi(pool.url, 'GetUser', { AccessToken }))).toBe(
      'NotAuthorizedException: Access Token has been revoked',
    )
  })

  test('is content with a token that is revoked already, or unknown', async () => {
    const token = await signedIn('web')
    await revoke('web', token)
    expect(refusalOf(await revoke('web', token))).toBe('200')
    expect(refusalOf(await revoke('web', 'unknown'))).toBe('200')
  })

  test.each([
    ['an access token', 'web', 'AccessToken', 'UnsupportedTokenTypeException'],
    ['a client without revocation', 'noRevocation', 'RefreshToken', 'UnsupportedOperationException'],
  ] as const)('is refused for %s', async (_, client, member, type) => {
    const answer = await passwordSignIn({ url: pool.url, client: pool.clients[client], user: pool.users.ada })
    expect((await revoke(client, tokensOf(answer)[member])).json.__type).toBe(type)
  })

  test('is refused for another client’s token, and without the client’s secret', async () => {
    const token = await signedIn('web')
    expect((await revoke('legacy', token)).json.__type).toBe('UnauthorizedException')
    expect((await revoke('secret', token)).json.__type).toBe('UnauthorizedException')
    expect(pool.isRevoked(token)).toBe(false)
  })
})
