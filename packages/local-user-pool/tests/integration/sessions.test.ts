import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { secretHash, startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

type ClientName = keyof LocalUserPool['clients']
type UserName = keyof LocalUserPool['users']

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

const mismatch = 'CodeMismatchException: Invalid code or auth state for the user.'
const spent = 'NotAuthorizedException: Invalid session for the user, session can only be used once.'
const invalid = 'NotAuthorizedException: Invalid session for the user.'

async function sessionOf(name: UserName, client: ClientName = 'web', extra = {}): Promise<string> {
  const answer = await passwordSignIn({
    url: pool.url,
    client: pool.clients[client],
    user: pool.users[name],
    extra,
  })
  return String(answer.json.Session)
}

interface Given {
  Session: string | undefined
  ChallengeName: string
  client?: ClientName
  USERNAME?: string
  [answer: string]: unknown
}

function respond({
  Session,
  ChallengeName,
  client = 'web',
  USERNAME = 'sam',
  ...answers
}: Given): Promise<Answer> {
  const ClientId = pool.clients[client].id
  const parameters = { ChallengeName, ClientId, Session, ChallengeResponses: { USERNAME, ...answers } }
  return callApi(pool.url, 'RespondToAuthChallenge', parameters)
}

function sms(Session: string | undefined, SMS_MFA_CODE: string, more: Partial<Given> = {}): Promise<Answer> {
  return respond({ ...more, Session, ChallengeName: 'SMS_MFA', SMS_MFA_CODE })
}

const code = (name = 'sam'): string => pool.inbox.lastCode(name)

describe('a Session', () => {
  test('survives three wrong codes', async () => {
    const session = await sessionOf('sms')
    for (const wrong of ['1', '2', '3']) expect(refusalOf(await sms(session, wrong))).toBe(mismatch)
    expect(refusalOf(await sms(session, code()))).toBe('200')
  })

  test('does not survive a fourth', async () => {
    const session = await sessionOf('sms')
    for (const wrong of ['1', '2', '3', '4']) expect(refusalOf(await sms(session, wrong))).toBe(mismatch)
    expect(refusalOf(await sms(session, code()))).toBe(invalid)
  })

  test('is spent by success', async () => {
    const session = await sessionOf('sms')
    expect(refusalOf(await sms(session, code()))).toBe('200')
    expect(refusalOf(await sms(session, code()))).toBe(spent)
  })

  test('ends with the client’s time for a sign-in', async () => {
    pool.setClient('web', { authSessionSeconds: 240 })
    const session = await sessionOf('sms')
    pool.clock.advance(239_000)
    expect(refusalOf(await sms(session, 'wrong'))).toBe(mismatch)
    pool.clock.advance(1000)
    expect(refusalOf(await sms(session, code()))).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    )
  })

  test('belongs to its client, its user and its step', async () => {
    const session = await sessionOf('sms')
    expect(refusalOf(await sms(session, code(), { client: 'legacy' }))).toBe(invalid)
    expect(refusalOf(await sms(session, code(), { USERNAME: 'ada' }))).toBe(invalid)
    expect(
      refusalOf(await respond({ Session: session, ChallengeName: 'EMAIL_OTP', EMAIL_OTP_CODE: code() })),
    ).toBe(invalid)
    expect(refusalOf(await sms(session, code(), { USERNAME: 'sam@example.com' }))).toBe('200')
  })

  test('cannot be made up or left out', async () => {
    expect(refusalOf(await sms('made up', '123456'))).toBe(invalid)
    expect(refusalOf(await sms(undefined, '123456'))).toBe(
      'InvalidParameterException: Missing required parameter Session',
    )
    expect(refusalOf(await sms(await sessionOf('sms'), ''))).toBe(
      'InvalidParameterException: Missing required parameter SMS_MFA_CODE',
    )
  })

  test('does not outlive its user’s standing', async () => {
    const session = await sessionOf('sms')
    pool.disableUser('sms')
    expect(refusalOf(await sms(session, code()))).toBe('NotAuthorizedException: User is disabled.')
    pool.enableUser('sms')
    pool.setUser('sms', { status: 'RESET_REQUIRED' })
    expect(refusalOf(await sms(session, code()))).toBe(
      'PasswordResetRequiredException: Password reset required for the user',
    )
    pool.deleteUser('sms')
    expect(refusalOf(await sms(session, code()))).toBe('UserNotFoundException: User does not exist.')
  })

  test('wants the secret’s hash over the pool’s user name', async () => {
    const { id, secret = '' } = pool.clients.secret
    const typed = { signInName: 'sam@example.com', password: pool.users.sms.password }
    const extra = { SECRET_HASH: secretHash(secret, typed.signInName, id) }
    const begun = await passwordSignIn({ url: pool.url, client: { id }, user: typed, extra })
    const session = String(begun.json.Session)
    const answers = { client: 'secret', USERNAME: typed.signInName } as const
    expect(refusalOf(await sms(session, code(), { ...answers, ...extra }))).toContain(
      'Unable to verify secret hash',
    )
    const SECRET_HASH = secretHash(secret, 'sam', id)
    expect(refusalOf(await sms(session, code(), { ...answers, SECRET_HASH }))).toBe('200')
  })
})

describe('TOTP', () => {
  const totp = (session: string, answer: string): Promise<Answer> =>
    respond({
      Session: session,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      USERNAME: 'tina',
      SOFTWARE_TOKEN_MFA_CODE: answer,
    })

  test('a code serves once', async () => {
    const [first, second] = [await sessionOf('totp'), await sessionOf('totp')]
    const now = pool.totpCode('totp')
    expect(refusalOf(await totp(first, 'wrong'))).toBe(
      'CodeMismatchException: Invalid code received for user',
    )
    expect(refusalOf(await totp(first, now))).toBe('200')
    expect(refusalOf(await totp(second, now))).toBe(
      'ExpiredCodeException: Your software token has already been used once.',
    )
    pool.clock.advance(30_000)
    expect(refusalOf(await totp(second, pool.totpCode('totp')))).toBe('200')
  })
})

describe('SELECT_MFA_TYPE', () => {
  test('takes only what was offered', async () => {
    const given = { Session: await sessionOf('choice'), ChallengeName: 'SELECT_MFA_TYPE', USERNAME: 'cleo' }
    expect(refusalOf(await respond({ ...given, ANSWER: 'PIGEON' }))).toBe(
      "InvalidParameterException: Value 'PIGEON' at 'answer' is not supported.",
    )
    expect((await respond({ ...given, ANSWER: 'EMAIL_OTP' })).json).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
    })
  })
})

describe('NEW_PASSWORD_REQUIRED', () => {
  const given = async (): Promise<Given> => ({
    Session: await sessionOf('newcomer'),
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    USERNAME: 'nina',
    NEW_PASSWORD: 'My-Own-Password-1',
    'userAttributes.name': 'Nina',
  })

  test.each([
    [
      { 'userAttributes.name': undefined },
      'InvalidParameterException: Attributes did not conform to the schema: name: The attribute is required',
    ],
    [
      { 'userAttributes.email': 'other@example.com' },
      'InvalidParameterException: Cannot modify an already provided email',
    ],
    [
      { 'userAttributes.email_verified': 'true' },
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ],
    [
      { NEW_PASSWORD: 'nosymbols1A' },
      'InvalidPasswordException: Password does not conform to policy: Password must have symbol characters',
    ],
    [{ NEW_PASSWORD: '' }, 'InvalidParameterException: Missing required parameter NEW_PASSWORD'],
  ])('with %o is refused, and can be answered again', async (changes, refusal) => {
    const answers = await given()
    expect(refusalOf(await respond({ ...answers, ...changes }))).toBe(refusal)
    expect(refusalOf(await respond(answers))).toBe('200')
  })
})

describe('CUSTOM_CHALLENGE', () => {
  test('a wrong answer brings a new Session, and the third ends it', async () => {
    const ClientId = pool.clients.web.id
    const begun = await callApi(pool.url, 'InitiateAuth', {
      AuthFlow: 'CUSTOM_AUTH',
      ClientId,
      AuthParameters: { USERNAME: 'ada' },
    })
    const seen = [String(begun.json.Session)]
    const answer = (ANSWER: string): Promise<Answer> =>
      respond({ Session: seen.at(-1), ChallengeName: 'CUSTOM_CHALLENGE', USERNAME: 'ada', ANSWER })
    for (const wrong of ['1', '2']) {
      const again = await answer(wrong)
      expect(again.json.ChallengeName).toBe('CUSTOM_CHALLENGE')
      seen.push(String(again.json.Session))
    }
    expect(new Set(seen).size).toBe(3)
    const replay = { Session: seen[0], ChallengeName: 'CUSTOM_CHALLENGE', USERNAME: 'ada', ANSWER: '42' }
    expect(refusalOf(await respond(replay))).toBe(spent)
    expect(refusalOf(await answer('3'))).toBe('NotAuthorizedException: Incorrect username or password.')
  })

  test('nobody is asked as anybody is, and never gets in', async () => {
    const ClientId = pool.clients.web.id
    const begun = await callApi(pool.url, 'InitiateAuth', {
      AuthFlow: 'CUSTOM_AUTH',
      ClientId,
      AuthParameters: { USERNAME: 'nobody' },
    })
    expect(begun.json.ChallengeName).toBe('CUSTOM_CHALLENGE')
    const answer = {
      Session: String(begun.json.Session),
      ChallengeName: 'CUSTOM_CHALLENGE',
      USERNAME: 'nobody',
      ANSWER: '42',
    }
    expect(refusalOf(await respond(answer))).toBe('NotAuthorizedException: Incorrect username or password.')
  })
})
