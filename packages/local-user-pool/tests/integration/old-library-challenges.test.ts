import type { CognitoUser } from 'amazon-cognito-identity-js'
import { AuthenticationDetails } from 'amazon-cognito-identity-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { begin, oldLibraryUser, step } from '../support/old-library.ts'
import type { Stage } from '../support/old-library.ts'

type ClientName = keyof LocalUserPool['clients']
type UserName = keyof LocalUserPool['users']

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

interface Begun {
  user: CognitoUser
  stage: Stage
}

async function began(
  name: UserName,
  client: ClientName = 'web',
  flow = 'USER_PASSWORD_AUTH',
): Promise<Begun> {
  const { signInName, password } = pool.users[name]
  const user = oldLibraryUser(pool, pool.clients[client].id, signInName)
  user.setAuthenticationFlowType(flow)
  return { user, stage: await begin(user, signInName, password) }
}

describe('amazon-cognito-identity-js answers', () => {
  test('a temporary password, by SRP, with the attribute that is missing', async () => {
    const { user, stage } = await began('newcomer', 'web', 'USER_SRP_AUTH')
    expect(stage).toMatchObject({
      stage: 'newPassword',
      required: ['name'],
      given: { email: 'nina@example.com' },
    })
    const weak = step((callbacks) =>
      user.completeNewPasswordChallenge('weak', { name: 'Nina New' }, callbacks),
    )
    await expect(weak).rejects.toMatchObject({
      code: 'InvalidPasswordException',
      message: 'Password does not conform to policy: Password not long enough',
    })
    const done = await step((callbacks) =>
      user.completeNewPasswordChallenge('My-Own-Password-1', { name: 'Nina New' }, callbacks),
    )
    expect(done.stage).toBe('done')
    if (done.stage === 'done') expect(done.session.getIdToken().payload.name).toBe('Nina New')
    const again = oldLibraryUser(pool, pool.clients.web.id, 'nina')
    expect((await begin(again, 'nina', 'My-Own-Password-1')).stage).toBe('done')
  })

  test('a code by SMS, the second time right', async () => {
    const { user, stage } = await began('sms')
    expect(stage).toMatchObject({
      stage: 'sms',
      parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+********0109' },
    })
    await expect(step((callbacks) => user.sendMFACode('not it', callbacks))).rejects.toMatchObject({
      code: 'CodeMismatchException',
    })
    const code = pool.inbox.lastCode('sam')
    expect((await step((callbacks) => user.sendMFACode(code, callbacks))).stage).toBe('done')
  })

  test('the code of an authenticator app', async () => {
    const { user, stage } = await began('totp')
    expect(stage.stage).toBe('totp')
    const code = pool.totpCode('totp')
    const done = await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'))
    expect(done.stage).toBe('done')
  })

  test('the question which second factor', async () => {
    const { user, stage } = await began('choice')
    expect(stage).toMatchObject({
      stage: 'selectMfa',
      parameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]' },
    })
    const asked = await step((callbacks) => user.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks))
    expect(asked.stage).toBe('totp')
    const code = pool.totpCode('choice')
    const done = await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'))
    expect(done.stage).toBe('done')
  })

  test('the set-up of an authenticator app', async () => {
    const { user, stage } = await began('bob', 'mfaRequired')
    expect(stage).toMatchObject({
      stage: 'setUpMfa',
      parameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]' },
    })
    const secret = await new Promise<string>((resolve, reject) => {
      user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject })
    })
    expect(secret).toMatch(/^[A-Z2-7]{52}$/)
    await expect(
      step((callbacks) => user.verifySoftwareToken('000000', 'phone', callbacks)),
    ).rejects.toMatchObject({
      code: 'EnableSoftwareTokenMFAException',
    })
    const code = pool.totpCode('bob')
    expect((await step((callbacks) => user.verifySoftwareToken(code, 'phone', callbacks))).stage).toBe('done')
    expect((await began('bob', 'web')).stage.stage).toBe('totp')
  })

  test('a riddle after the password, with a wrong answer in between', async () => {
    const { user, stage } = await began('ada', 'web', 'CUSTOM_AUTH')
    expect(stage).toMatchObject({ stage: 'custom', parameters: { question: 'How much is six times seven?' } })
    const again = await step((callbacks) => user.sendCustomChallengeAnswer('41', callbacks))
    expect(again.stage).toBe('custom')
    expect((await step((callbacks) => user.sendCustomChallengeAnswer('42', callbacks))).stage).toBe('done')
  })

  test('a riddle without a password', async () => {
    const user = oldLibraryUser(pool, pool.clients.web.id, 'ada')
    const asked = await step((callbacks) =>
      user.initiateAuth(new AuthenticationDetails({ Username: 'ada' }), callbacks),
    )
    expect(asked.stage).toBe('custom')
    expect((await step((callbacks) => user.sendCustomChallengeAnswer('42', callbacks))).stage).toBe('done')
  })
})
