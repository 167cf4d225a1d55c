import {
  confirmSignIn,
  fetchAuthSession,
  fetchMFAPreference,
  setUpTOTP,
  signIn,
  signOut,
} from 'aws-amplify/auth'
import { updateMFAPreference, verifyTOTPSetup } from 'aws-amplify/auth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { configureAmplify } from '../support/amplify.ts'

type ClientName = keyof LocalUserPool['clients']
type UserName = keyof LocalUserPool['users']
type Options = NonNullable<Parameters<typeof signIn>[0]['options']>

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(async () => {
  await signOut().catch(() => undefined)
  await pool.close()
})

async function begin(name: UserName, client: ClientName = 'web', options: Options = {}): Promise<unknown> {
  configureAmplify(pool, pool.clients[client].id)
  const { signInName: username, password } = pool.users[name]
  const { nextStep } = await signIn({
    username,
    password,
    options: { authFlowType: 'USER_PASSWORD_AUTH', ...options },
  })
  return nextStep
}

async function answer(challengeResponse: string, options = {}): Promise<unknown> {
  return (await confirmSignIn({ challengeResponse, options })).nextStep
}

const done = { signInStep: 'DONE' }

describe('Amplify answers', () => {
  test('a temporary password, with the attribute that is missing', async () => {
    expect(await begin('newcomer')).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED',
      missingAttributes: ['name'],
    })
    expect(await answer('My-Own-Password-1', { userAttributes: { name: 'Nina New' } })).toEqual(done)
    expect((await fetchAuthSession()).tokens?.idToken?.payload.name).toBe('Nina New')
  })

  test('a code by SMS', async () => {
    expect(await begin('sms')).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
      codeDeliveryDetails: { deliveryMedium: 'SMS', destination: '+********0109' },
    })
    await expect(answer('000')).rejects.toMatchObject({ name: 'CodeMismatchException' })
    expect(await answer(pool.inbox.lastCode('sam'))).toEqual(done)
  })

  test('a code by e-mail', async () => {
    expect(await begin('email')).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
      codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'e***@e***' },
    })
    expect(await answer(pool.inbox.lastCode('emil'))).toEqual(done)
  })

  test('the code of an authenticator app', async () => {
    expect(await begin('totp')).toEqual({ signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' })
    expect(await answer(pool.totpCode('totp'))).toEqual(done)
  })

  test('the question which second factor', async () => {
    expect(await begin('choice')).toEqual({
      signInStep: 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION',
      allowedMFATypes: ['SMS', 'TOTP', 'EMAIL'],
    })
    expect(await answer('EMAIL')).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE' })
    expect(await answer(pool.inbox.lastCode('cleo'))).toEqual(done)
  })

  test('the set-up of an authenticator app', async () => {
    expect(await begin('bob', 'mfaRequired')).toMatchObject({
      signInStep: 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION',
      allowedMFATypes: ['TOTP', 'EMAIL'],
    })
    expect(await answer('TOTP')).toMatchObject({ signInStep: 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP' })
    expect(await answer(pool.totpCode('bob'))).toEqual(done)
  })

  test('the set-up of codes by e-mail', async () => {
    await begin('bob', 'mfaRequired')
    expect(await answer('EMAIL')).toEqual({ signInStep: 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP' })
    expect(await answer('bob@example.net')).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE' })
    expect(await answer(pool.inbox.lastCode('bob'))).toEqual(done)
    expect((await fetchAuthSession()).tokens?.idToken?.payload.email).toBe('bob@example.net')
  })

  test('an authenticator app set up while signed in', async () => {
    expect(await begin('ada')).toEqual(done)
    const { sharedSecret } = await setUpTOTP()
    expect(sharedSecret).toMatch(/^[A-Z2-7]{52}$/)
    await verifyTOTPSetup({ code: pool.totpCode('ada') })
    expect(await fetchMFAPreference()).toEqual({})
    await updateMFAPreference({ totp: 'PREFERRED', sms: 'ENABLED' })
    expect(await fetchMFAPreference()).toEqual({ enabled: ['SMS', 'TOTP'], preferred: 'TOTP' })
  })

  test('a riddle, with and without a password', async () => {
    const riddle = {
      signInStep: 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE',
      additionalInfo: { question: 'How much is six times seven?' },
    }
    expect(await begin('ada', 'web', { authFlowType: 'CUSTOM_WITH_SRP' })).toMatchObject(riddle)
    expect(await answer('41')).toMatchObject(riddle)
    expect(await answer('42')).toEqual(done)
    await signOut()
    configureAmplify(pool, pool.clients.web.id)
    const options = { authFlowType: 'CUSTOM_WITHOUT_SRP' } as const
    expect((await signIn({ username: 'ada', options })).nextStep).toMatchObject(riddle)
    expect(await answer('42')).toEqual(done)
  })
})
