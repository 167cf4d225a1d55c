import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretHash, startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'

let pool: LocalUserPool
beforeAll(async () => {
  pool = await startUserPool()
})
afterAll(() => pool.close())

type ClientName = keyof LocalUserPool['clients']

function initiate(client: ClientName, AuthFlow: string, AuthParameters: object): Promise<Answer> {
  return callApi(pool.url, 'InitiateAuth', { AuthFlow, ClientId: pool.clients[client].id, AuthParameters })
}

test('an error comes with status 400, in the body and in headers', async () => {
  const answer = await initiate('web', 'USER_PASSWORD_AUTH', { USERNAME: 'ada', PASSWORD: 'wrong' })
  expect(answer.status).toBe(400)
  expect(answer.text).toBe('{"__type":"NotAuthorizedException","message":"Incorrect username or password."}')
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
  expect(answer.headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:')
  expect(answer.headers.get('x-amzn-errormessage')).toBe('Incorrect username or password.')
  expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
})

describe('users who are not let in', () => {
  const wrong = 'NotAuthorizedException: Incorrect username or password.'
  test.each([
    ['a wrong password', 'web', 'ada', 'wrong', wrong],
    ['an unknown user', 'web', 'nobody', 'wrong', wrong],
    [
      'an unknown user where they are told apart',
      'legacy',
      'nobody',
      'wrong',
      'UserNotFoundException: User does not exist.',
    ],
    ['an unverified e-mail address', 'web', 'bob@example.com', 'Plain-Bob-Minor-6', wrong],
    ['a disabled user', 'web', 'dora', 'Disabled-Dora-5', 'NotAuthorizedException: User is disabled.'],
    ['a disabled user’s wrong password', 'web', 'dora', 'wrong', wrong],
    [
      'an unconfirmed user',
      'web',
      'uma',
      'Unconfirmed-Uma-6',
      'UserNotConfirmedException: User is not confirmed.',
    ],
    [
      'a user to be reset',
      'web',
      'rita',
      'any',
      'PasswordResetRequiredException: Password reset required for the user',
    ],
  ] as const)('%s', async (_, client, USERNAME, PASSWORD, refusal) => {
    expect(refusalOf(await initiate(client, 'USER_PASSWORD_AUTH', { USERNAME, PASSWORD }))).toBe(refusal)
  })
})

test('a user is found under any case of the name and of a verified address', async () => {
  for (const USERNAME of ['ADA', 'Ada@Example.COM', '+441815550101', pool.users.ada.sub]) {
    const answer = await initiate('web', 'USER_PASSWORD_AUTH', {
      USERNAME,
      PASSWORD: pool.users.ada.password,
    })
    expect(refusalOf(answer)).toBe('200')
  }
})

describe('requests that say too little, or the wrong thing', () => {
  const missing = (member: string): string =>
    `InvalidParameterException: 1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`
  const ClientId = 'demowebclient0000000000001'
  test.each([
    ['InitiateAuth', {}, missing('authFlow')],
    ['InitiateAuth', { AuthFlow: 'USER_SRP_AUTH' }, missing('clientId')],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH', ClientId: 'none' },
      'ResourceNotFoundException: User pool client none does not exist.',
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'MAGIC', ClientId },
      "InvalidParameterException: Value 'MAGIC' at 'authFlow' is not supported.",
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH', ClientId },
      'InvalidParameterException: Missing required parameter USERNAME',
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH', ClientId, AuthParameters: { USERNAME: 'ada' } },
      'InvalidParameterException: Missing required parameter SRP_A',
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH', ClientId, AuthParameters: { USERNAME: 'ada', SRP_A: '0' } },
      'InvalidParameterException: SRP_A must be a hexadecimal number that N does not divide.',
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters: { USERNAME: 'ada' } },
      'InvalidParameterException: Missing required parameter PASSWORD',
    ],
    [
      'InitiateAuth',
      { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId },
      'InvalidParameterException: Missing required parameter REFRESH_TOKEN',
    ],
    ['RespondToAuthChallenge', { ClientId }, missing('challengeName')],
    [
      'RespondToAuthChallenge',
      { ClientId, ChallengeName: 'RIDDLE' },
      "InvalidParameterException: Value 'RIDDLE' at 'challengeName' is not supported.",
    ],
    ['GetTokensFromRefreshToken', { ClientId }, missing('refreshToken')],
    ['RevokeToken', { ClientId }, missing('token')],
    ['GetUser', {}, missing('accessToken')],
    ['GlobalSignOut', {}, missing('accessToken')],
    ['GetUser', 'no json', 'SerializationException: The request body is not JSON.'],
    ['MakeCoffee', {}, 'UnknownOperationException: undefined'],
  ])('%s with %j', async (operation, parameters, refusal) => {
    expect(refusalOf(await callApi(pool.url, operation, parameters))).toBe(refusal)
  })

  test('a call without X-Amz-Target is no operation', async () => {
    const response = await fetch(pool.url, { method: 'POST', body: '{}' })
    expect(await response.text()).toBe('{"__type":"UnknownOperationException"}')
  })

  test.each([
    ['srpOnly', 'USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH flow not enabled for this client'],
    ['rotating', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN_AUTH flow not enabled for this client'],
  ] as const)('client %s does not allow %s', async (client, flow, message) => {
    expect(refusalOf(await initiate(client, flow, {}))).toBe(`InvalidParameterException: ${message}`)
  })

  test('a client can do without SRP', async () => {
    pool.setClient('web', { flows: ['USER_PASSWORD_AUTH'] })
    expect(refusalOf(await initiate('web', 'USER_SRP_AUTH', {}))).toBe(
      'InvalidParameterException: USER_SRP_AUTH is not enabled for the client.',
    )
    pool.setClient('web', { flows: pool.clients.legacy.flows })
  })
})

describe('a client with a secret', () => {
  const AuthParameters = { USERNAME: 'grace@example.com', PASSWORD: 'Nanoseconds-29.97cm' }

  test('wants its hash over what was typed', async () => {
    const { id, secret = '' } = pool.clients.secret
    const signIn = (SECRET_HASH?: string): Promise<Answer> =>
      initiate('secret', 'USER_PASSWORD_AUTH', { ...AuthParameters, SECRET_HASH })
    expect(refusalOf(await signIn(undefined))).toBe(
      `NotAuthorizedException: Client ${id} is configured with secret but SECRET_HASH was not received`,
    )
    expect(refusalOf(await signIn('wrong'))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${id}`,
    )
    expect(refusalOf(await signIn(secretHash(secret, 'grace@example.com', id)))).toBe('200')
  })

  test('a hash for a client without a secret is refused', async () => {
    const answer = await initiate('web', 'USER_PASSWORD_AUTH', { ...AuthParameters, SECRET_HASH: 'any' })
    expect(refusalOf(answer)).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${pool.clients.web.id}`,
    )
  })
})
