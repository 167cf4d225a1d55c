import { confirmResetPassword, resetPassword } from 'aws-amplify/auth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { configureAmplify } from '../support/amplify.ts'
import { callApi, refusalOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { oldLibraryUser } from '../support/old-library.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

const Password = 'A-New-Password-1'

function forgot(Username: string, client: 'legacy' | 'web' = 'web'): Promise<Answer> {
  return callApi(pool.url, 'ForgotPassword', { ClientId: pool.clients[client].id, Username })
}

function confirm(Username: string, ConfirmationCode: string, password = Password): Promise<Answer> {
  const ClientId = pool.clients.web.id
  return callApi(pool.url, 'ConfirmForgotPassword', {
    ClientId,
    Username,
    ConfirmationCode,
    Password: password,
  })
}

async function signsIn(signInName: string, password: string): Promise<string> {
  const user = { signInName, password }
  return refusalOf(await passwordSignIn({ url: pool.url, client: pool.clients.web, user }))
}

test('a code by e-mail brings a new password', async () => {
  expect((await forgot('grace@example.com')).json).toEqual({
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'g***@e***' },
  })
  const code = pool.inbox.lastCode(pool.users.grace.username)
  expect((await confirm('grace@example.com', code)).text).toBe('{}')
  expect(await signsIn('grace@example.com', Password)).toBe('200')
  expect(await signsIn('grace@example.com', pool.users.grace.password)).toContain('NotAuthorizedException')
  expect(refusalOf(await confirm('grace@example.com', code))).toContain('ExpiredCodeException')
})

test('it lets a user in again who had to reset the password', async () => {
  await forgot('rita')
  await confirm('rita', pool.inbox.lastCode('rita'))
  expect(await signsIn('rita', Password)).toBe('200')
})

test('a wrong code can be corrected a few times', async () => {
  await forgot('ada')
  for (let round = 0; round < 5; round += 1) {
    expect(refusalOf(await confirm('ada', 'wrong'))).toBe(
      'CodeMismatchException: Invalid verification code provided, please try again.',
    )
  }
  expect(refusalOf(await confirm('ada', pool.inbox.lastCode('ada')))).toBe(
    'LimitExceededException: Attempt limit exceeded, please try after some time.',
  )
})

test('a code serves for an hour', async () => {
  await forgot('ada')
  pool.clock.advance(3_600_000)
  expect(refusalOf(await confirm('ada', pool.inbox.lastCode('ada')))).toBe(
    'ExpiredCodeException: Invalid code provided, please request a code again.',
  )
})

test('a weak password is refused before the code is looked at', async () => {
  await forgot('ada')
  expect(refusalOf(await confirm('ada', pool.inbox.lastCode('ada'), 'weak'))).toContain(
    'InvalidPasswordException',
  )
  expect(refusalOf(await confirm('ada', pool.inbox.lastCode('ada')))).toBe('200')
})

describe('who gets no code', () => {
  test.each([
    ['dora', 'NotAuthorizedException: User is disabled.'],
    ['nina', 'NotAuthorizedException: User password cannot be reset in the current state.'],
    [
      'bob',
      'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
  ])('%s', async (name, refusal) => {
    expect(refusalOf(await forgot(name))).toBe(refusal)
  })

  test('nobody, without it showing', async () => {
    expect((await forgot('nobody')).json).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } })
    expect(pool.inbox.list()).toEqual([])
    expect(refusalOf(await confirm('nobody', '123456'))).toContain('ExpiredCodeException')
    expect(refusalOf(await forgot('nobody', 'legacy'))).toBe('UserNotFoundException: User does not exist.')
  })
})

test('the old library sets a new password', async () => {
  const user = oldLibraryUser(pool, pool.clients.web.id, 'ada')
  await new Promise((resolve, reject) => {
    user.forgotPassword({ onSuccess: reject, onFailure: reject, inputVerificationCode: resolve })
  })
  const code = pool.inbox.lastCode('ada')
  await new Promise((resolve, reject) => {
    user.confirmPassword(code, Password, { onSuccess: resolve, onFailure: reject })
  })
  expect(await signsIn('ada', Password)).toBe('200')
})

test('Amplify sets a new password', async () => {
  configureAmplify(pool, pool.clients.web.id)
  const { nextStep } = await resetPassword({ username: 'ada' })
  expect(nextStep).toMatchObject({ resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE' })
  const confirmationCode = pool.inbox.lastCode('ada')
  await confirmResetPassword({ username: 'ada', confirmationCode, newPassword: Password })
  expect(await signsIn('ada', Password)).toBe('200')
})

test('an unconfirmed user gets the code again, and is confirmed by it', async () => {
  const subject = { ClientId: pool.clients.web.id, Username: 'uma' }
  expect((await callApi(pool.url, 'ResendConfirmationCode', subject)).json).toMatchObject({
    CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' },
  })
  const confirmed = (ConfirmationCode: string): Promise<Answer> =>
    callApi(pool.url, 'ConfirmSignUp', { ...subject, ConfirmationCode })
  expect(refusalOf(await confirmed('wrong'))).toContain('CodeMismatchException')
  expect(refusalOf(await confirmed(pool.inbox.lastCode('uma')))).toBe('200')
  expect(await signsIn('uma', pool.users.unconfirmed.password)).toBe('200')
  expect(refusalOf(await confirmed('any'))).toBe(
    'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED',
  )
  expect(refusalOf(await callApi(pool.url, 'ResendConfirmationCode', subject))).toBe(
    'InvalidParameterException: User is already confirmed.',
  )
})
