import {
  associateWebAuthnCredential,
  confirmSignIn,
  deleteWebAuthnCredential,
  listWebAuthnCredentials,
  signIn,
  signOut,
} from 'aws-amplify/auth'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { configureAmplify } from '../support/amplify.ts'
import { callApi, refusalOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { SoftwareAuthenticator } from '../support/software-authenticator.ts'
import { stubBrowser } from '../support/stub-browser.ts'

type Preferred = NonNullable<NonNullable<Parameters<typeof signIn>[0]['options']>['preferredChallenge']>

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(async () => {
  await signOut().catch(() => undefined)
  vi.unstubAllGlobals()
  await pool.close()
})

async function begin(username: string, preferredChallenge?: Preferred, password?: string): Promise<unknown> {
  configureAmplify(pool, pool.clients.web.id)
  const preferred = preferredChallenge === undefined ? {} : { preferredChallenge }
  const options = { authFlowType: 'USER_AUTH', ...preferred } as const
  return (await signIn({ username, ...(password === undefined ? {} : { password }), options })).nextStep
}

async function answer(challengeResponse: string): Promise<unknown> {
  return (await confirmSignIn({ challengeResponse })).nextStep
}

const done = { signInStep: 'DONE' }

describe('choice-based sign-in by Amplify', () => {
  test('offers what the user has', async () => {
    expect(await begin('ada')).toEqual({
      signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
      availableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP'],
    })
    expect(await begin('bob')).toMatchObject({ availableChallenges: ['PASSWORD', 'PASSWORD_SRP'] })
  })

  test('takes a chosen password, in plain', async () => {
    await begin('ada')
    expect(await answer('PASSWORD')).toEqual({ signInStep: 'CONFIRM_SIGN_IN_WITH_PASSWORD' })
    await expect(answer('wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    expect(await answer(pool.users.ada.password)).toEqual(done)
  })

  test('takes a chosen password, by SRP', async () => {
    await begin('grace@example.com')
    expect(await answer('PASSWORD_SRP')).toEqual({ signInStep: 'CONFIRM_SIGN_IN_WITH_PASSWORD' })
    expect(await answer(pool.users.grace.password)).toEqual(done)
  })

  test('sends a chosen code', async () => {
    await begin('ada')
    expect(await answer('EMAIL_OTP')).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE' })
    expect(pool.inbox.lastCode('ada')).toMatch(/^\d{8}$/)
    expect(await answer(pool.inbox.lastCode('ada'))).toEqual(done)
  })

  test.each([
    ['PASSWORD', done],
    ['PASSWORD_SRP', done],
    ['EMAIL_OTP', { signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE' }],
    ['SMS_OTP', { signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE' }],
    ['WEB_AUTHN', { signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION' }],
  ] as const)('takes %s as a preference, if the user has it', async (preferred, next) => {
    expect(await begin('ada', preferred, pool.users.ada.password)).toMatchObject(next)
  })

  test('asks for a second factor after a password, and for none after a code', async () => {
    expect(await begin('sam', 'PASSWORD', pool.users.sms.password)).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
    })
    await begin('sam', 'SMS_OTP')
    expect(await answer(pool.inbox.lastCode('sam'))).toEqual(done)
  })

  test('registers a passkey, lists it, signs in with it and deletes it', async () => {
    await begin('ada', 'PASSWORD', pool.users.ada.password)
    stubBrowser(new SoftwareAuthenticator())
    await associateWebAuthnCredential()
    const { credentials } = await listWebAuthnCredentials()
    expect(credentials).toMatchObject([{ relyingPartyId: 'localhost', authenticatorAttachment: 'platform' }])
    await signOut()
    expect(await begin('ada', 'WEB_AUTHN')).toEqual(done)
    await signOut()
    expect(await begin('ada')).toMatchObject({ availableChallenges: expect.arrayContaining(['WEB_AUTHN']) })
    expect(await answer('WEB_AUTHN')).toEqual(done)
    await deleteWebAuthnCredential({ credentialId: credentials[0]?.credentialId ?? '' })
    expect((await listWebAuthnCredentials()).credentials).toEqual([])
  })
})

describe('choice-based sign-in', () => {
  const initiate = (client: 'legacy' | 'web', USERNAME: string, extra: object = {}): Promise<Answer> =>
    callApi(pool.url, 'InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      ClientId: pool.clients[client].id,
      AuthParameters: { USERNAME, ...extra },
    })

  test('offers only what the client allows', async () => {
    pool.setClient('web', { firstFactors: ['EMAIL_OTP', 'PASSWORD_SRP'] })
    const { json } = await initiate('web', 'ada', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'any' })
    expect(json).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['EMAIL_OTP', 'PASSWORD_SRP'],
    })
    const chosen = await callApi(pool.url, 'RespondToAuthChallenge', {
      ChallengeName: 'SELECT_CHALLENGE',
      ClientId: pool.clients.web.id,
      Session: json.Session,
      ChallengeResponses: { USERNAME: 'ada', ANSWER: 'SMS_OTP' },
    })
    expect(refusalOf(chosen)).toBe("InvalidParameterException: Value 'SMS_OTP' at 'answer' is not supported.")
  })

  test.each([
    [{}, 'SELECT_CHALLENGE'],
    [{ PREFERRED_CHALLENGE: 'EMAIL_OTP' }, 'EMAIL_OTP'],
    [{ PREFERRED_CHALLENGE: 'SMS_OTP' }, 'SMS_OTP'],
    [{ PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: 'abc' }, 'PASSWORD_VERIFIER'],
  ])('asks nobody as it asks anybody: %o', async (extra, challenge) => {
    const { json } = await initiate('web', 'nobody', extra)
    expect(json.ChallengeName).toBe(challenge)
    expect(pool.inbox.list()).toEqual([])
    expect(refusalOf(await initiate('legacy', 'nobody', extra))).toBe(
      'UserNotFoundException: User does not exist.',
    )
  })

  test('nobody’s code is never right', async () => {
    const { json } = await initiate('web', 'nobody', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
    const answered = await callApi(pool.url, 'RespondToAuthChallenge', {
      ChallengeName: 'EMAIL_OTP',
      ClientId: pool.clients.web.id,
      Session: json.Session,
      ChallengeResponses: { USERNAME: 'nobody', EMAIL_OTP_CODE: '12345678' },
    })
    expect(answered.json.__type).toBe('CodeMismatchException')
  })
})
