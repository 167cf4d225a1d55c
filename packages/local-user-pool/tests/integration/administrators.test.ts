import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

function admin(operation: string, parameters: object): Promise<Answer> {
  const headers = {
    authorization: 'AWS4-HMAC-SHA256 Credential=local',
    'x-amz-target': `AWSCognitoIdentityProviderService.Admin${operation}`,
  }
  return callApi(pool.url, operation, { UserPoolId: pool.poolId, ...parameters }, { headers })
}

function signIn(signInName: string, password: string): Promise<Answer> {
  return passwordSignIn({ url: pool.url, client: pool.clients.web, user: { signInName, password } })
}

describe('AdminCreateUser', () => {
  const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }]

  test('creates a user who must choose a password', async () => {
    const { json } = await admin('CreateUser', { Username: 'newton', UserAttributes })
    expect(json.User).toMatchObject({
      Username: 'newton',
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      Enabled: true,
    })
    const invitation = pool.inbox.list('newton')
    expect(invitation).toMatchObject([{ medium: 'EMAIL', to: 'new@example.com' }])
    const begun = await signIn('newton', pool.inbox.lastCode('newton'))
    expect(begun.json).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
    expect(begun.json.ChallengeParameters).toMatchObject({ requiredAttributes: '["userAttributes.name"]' })
  })

  test('under an e-mail address, the user is called by the sub', async () => {
    const { json } = await admin('CreateUser', { Username: 'new@example.com', MessageAction: 'SUPPRESS' })
    expect(Object(json.User).Username).toMatch(/^[0-9a-f-]{36}$/)
    expect(pool.inbox.list()).toEqual([])
  })

  test('a temporary password serves for seven days', async () => {
    await admin('CreateUser', { Username: 'newton', TemporaryPassword: 'Temporary-1', UserAttributes })
    pool.clock.advance(7 * 86_400_000)
    expect(refusalOf(await signIn('newton', 'Temporary-1'))).toBe(
      'NotAuthorizedException: Temporary password has expired and must be reset by an administrator.',
    )
  })

  test.each([
    [{ Username: 'ada' }, 'UsernameExistsException: User account already exists'],
    [{ Username: 'ada@example.com' }, 'UsernameExistsException: User account already exists'],
    [
      { Username: 'x', TemporaryPassword: 'weak' },
      'InvalidPasswordException: Password does not conform to policy: Password not long enough',
    ],
    [
      { Username: 'x', UserPoolId: 'eu-west-1_Other' },
      'ResourceNotFoundException: User pool eu-west-1_Other does not exist.',
    ],
    [
      { Username: 'x', UserAttributes: ['no pair'] },
      'InvalidParameterException: Invalid type of parameter userAttributes',
    ],
  ])('with %o is refused', async (parameters, refusal) => {
    expect(refusalOf(await admin('CreateUser', parameters))).toBe(refusal)
  })
})

test('passwords are set for good, or for a while', async () => {
  await admin('SetUserPassword', { Username: 'ada', Password: 'Permanent-1', Permanent: true })
  expect(refusalOf(await signIn('ada', 'Permanent-1'))).toBe('200')
  await admin('SetUserPassword', { Username: 'ada', Password: 'Temporary-1' })
  expect((await signIn('ada', 'Temporary-1')).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
})

test('a reset locks the password out and sends a code', async () => {
  await admin('ResetUserPassword', { Username: 'ada' })
  expect((await signIn('ada', pool.users.ada.password)).json.__type).toBe('PasswordResetRequiredException')
  expect(pool.inbox.lastCode('ada')).toMatch(/^\d{6}$/)
})

test('disabling ends every sign-in, and enabling lets the user in again', async () => {
  const { RefreshToken } = tokensOf(await signIn('ada', pool.users.ada.password))
  await admin('DisableUser', { Username: 'ada' })
  expect(pool.isRevoked(RefreshToken)).toBe(true)
  expect(refusalOf(await signIn('ada', pool.users.ada.password))).toBe(
    'NotAuthorizedException: User is disabled.',
  )
  await admin('EnableUser', { Username: 'ada' })
  expect(refusalOf(await signIn('ada', pool.users.ada.password))).toBe('200')
})

test('a user is signed out everywhere, shown, given a second factor and deleted', async () => {
  const { RefreshToken } = tokensOf(await signIn('ada', pool.users.ada.password))
  await admin('UserGlobalSignOut', { Username: 'ada' })
  expect(pool.isRevoked(RefreshToken)).toBe(true)
  await admin('SetUserMFAPreference', {
    Username: 'ada',
    SMSMfaSettings: { Enabled: true, PreferredMfa: true },
  })
  expect((await admin('GetUser', { Username: 'ada@example.com' })).json).toMatchObject({
    Username: 'ada',
    UserStatus: 'CONFIRMED',
    UserMFASettingList: ['SMS_MFA'],
    PreferredMfaSetting: 'SMS_MFA',
  })
  await admin('DeleteUser', { Username: 'ada' })
  expect(refusalOf(await admin('GetUser', { Username: 'ada' }))).toBe(
    'UserNotFoundException: User does not exist.',
  )
})

test('an unsigned call is refused', async () => {
  const answer = await callApi(pool.url, 'AdminGetUser', { UserPoolId: pool.poolId, Username: 'ada' })
  expect(refusalOf(answer)).toBe('MissingAuthenticationTokenException: Missing Authentication Token')
})
