import { totpCode } from '@cognito-shared-session/local-user-pool'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignIn, usersAt, wrong } from '../../support/background/sign-in-users.ts'
import { accountOf, screenOf, shown, theOne, type Person } from '../../support/background/signing-in.ts'
import type { Stage } from '../../support/background/stage.ts'

let stage: Stage
let person: Person

beforeEach(async () => {
  ;({ stage, person } = await openSignIn())
})
afterEach(() => stage.close())

const { code, signedIn } = usersAt(() => stage)

describe('every way to sign in', () => {
  test('by a password alone is done at once, and nothing is left of it', async () => {
    expect(accountOf(await person.begin('ada'))).toContain(stage.pool.users.ada.sub)
    expect(stage.session.text()).not.toContain('transaction:')
    expect(shown(stage)).toEqual([])
  })

  test.each([
    ['an SMS', 'sms', 'sms', '+********0109'],
    ['an e-mail', 'email', 'email', undefined],
  ] as const)('by the code of %s', async (_, user, medium, destination) => {
    expect(await person.begin(user)).toMatchObject({ state: 'asked' })
    expect(screenOf(stage)).toMatchObject({ step: 'code', medium, ...(destination && { destination }) })
    expect(await person.answer({ code: code(user) })).toMatchObject({ state: 'signedIn' })
    signedIn(user)
  })

  test('by the code of an authenticator app', async () => {
    await person.begin('totp')
    expect(screenOf(stage)).toMatchObject({ step: 'code', medium: 'authenticator' })
    await person.answer({ code: stage.pool.totpCode('totp') })
    signedIn('totp')
  })

  test('by one of several second factors', async () => {
    await person.begin('choice')
    expect(screenOf(stage)).toMatchObject({
      step: 'chooseMfa',
      options: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
    })
    await person.answer({ choice: 'SMS_MFA' })
    await person.answer({ code: code('choice') })
    signedIn('choice')
  })

  test.each(['SMS_MFA', 'EMAIL_OTP'])('no second factor’s code is sent again: %s', async (choice) => {
    await person.begin('choice')
    await person.answer({ choice })
    expect(screenOf(stage)).toMatchObject({ step: 'code' })
    expect(theOne(stage).resend).toBeUndefined()
    const { id: transaction, turn } = theOne(stage)
    expect(await person.worker.refusal('resendCode', { transaction, turn })).toBe('cannotResend')
  })

  test('with a new password in place of a temporary one, and what the pool wants to know', async () => {
    await person.begin('newcomer')
    expect(screenOf(stage)).toMatchObject({ step: 'newPassword', requiredAttributes: ['name'] })
    await person.answer({ newPassword: 'Nina’s own 1!', attributes: { name: 'Nina' } })
    signedIn('newcomer')
    expect(stage.session.log.join() + stage.local.log.join()).not.toContain('Nina’s own')
  })

  test('with an authenticator app that is set up on the way', async () => {
    await person.begin('ada', 'mfaRequired')
    expect(screenOf(stage)).toMatchObject({ step: 'setUpMfa', options: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] })
    const { secret, turn } = await person.secret()
    expect(theOne(stage).turn).toBe(turn)
    expect(stage.session.text() + stage.local.text()).not.toContain(secret)
    await person.answer({ code: totpCode(secret, stage.pool.clock.now()) })
    signedIn('ada')
  })

  test('with an e-mail address that is set up on the way', async () => {
    await person.begin('ada', 'mfaRequired')
    await person.answer({ email: 'ada@engines.example' })
    expect(screenOf(stage)).toMatchObject({ step: 'code', medium: 'email' })
    await person.answer({ code: code('ada') })
    signedIn('ada')
  })

  test('by the pool’s own questions, with a password first and without', async () => {
    const ask = { profile: stage.profile('web'), username: 'ada', way: 'custom' } as const
    await person.worker.value('signIn', { ...ask, password: stage.pool.users.ada.password })
    expect(screenOf(stage)).toMatchObject({ step: 'custom', parameters: { question: expect.any(String) } })
    await person.back()
    await person.worker.value('signIn', ask)
    await person.answer({ custom: '41' })
    expect(theOne(stage)).toMatchObject({ turn: 2, screen: { step: 'custom' } })
    await person.answer({ custom: '42' })
    signedIn('ada')
  })

  test('after a forgotten password: the new one is set and signed in with', async () => {
    await person.worker.value('forgotPassword', { profile: stage.profile('web'), username: 'ada' })
    expect(screenOf(stage)).toMatchObject({ step: 'resetPassword', destination: expect.any(String) })
    const first = code('ada')
    await person.resend()
    expect(code('ada')).not.toBe(first)
    expect(await person.refusal({ code: wrong(code('ada')), newPassword: 'Difference-Engine-1' })).toBe(
      'CodeMismatchException',
    )
    expect(await person.refusal({ code: code('ada'), newPassword: 'short' })).toBe('InvalidPasswordException')
    await person.answer({ code: code('ada'), newPassword: 'Difference-Engine-1' })
    signedIn('ada')
  })

  test('who must reset the password signs in once it is reset', async () => {
    await person.worker.value('forgotPassword', { profile: stage.profile('web'), username: 'rita' })
    await person.answer({ code: code('resetRequired'), newPassword: 'Difference-Engine-1' })
    signedIn('resetRequired')
  })

  test('by a choice: an e-mailed code, which can be sent again', async () => {
    await person.worker.value('signIn', { profile: stage.profile('web'), username: 'ada', way: 'choice' })
    expect(screenOf(stage)).toMatchObject({
      step: 'chooseFactor',
      options: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP'],
    })
    await person.answer({ choice: 'EMAIL_OTP' })
    const first = code('ada')
    expect(theOne(stage).resend).toBe('EMAIL_OTP')
    await person.resend()
    expect(code('ada')).not.toBe(first)
    await person.answer({ code: code('ada') })
    signedIn('ada')
  })

  test('by a choice: a password, and back from a code to the choice', async () => {
    await person.worker.value('signIn', { profile: stage.profile('web'), username: 'ada', way: 'choice' })
    await person.answer({ choice: 'SMS_OTP' })
    await person.back()
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    await person.answer({ choice: 'PASSWORD_SRP', password: stage.pool.users.ada.password })
    signedIn('ada')
  })

  test('by a choice: a wrong password ends it, since the choice is spent by then', async () => {
    await person.worker.value('signIn', { profile: stage.profile('web'), username: 'ada', way: 'choice' })
    expect(await person.refusal({ choice: 'PASSWORD_SRP', password: 'wrong' })).toBe('NotAuthorizedException')
    expect(theOne(stage)).toMatchObject({
      username: 'ada',
      screen: { step: 'start' },
      problem: { message: 'Incorrect username or password.' },
    })
  })

  test('with a password in plain only where the operator switched it on', async () => {
    const { pool } = stage
    const input = { name: 'x', poolId: pool.poolId, clientId: pool.clients.web.id, endpoint: pool.url }
    await person.begin('ada')
    expect(pool.calls.list().find(({ flow }) => flow !== undefined)?.flow).toBe('USER_SRP_AUTH')
    pool.calls.reset()
    await person.worker.value('saveProfile', { ...input, plainPassword: true })
    await person.begin('ada')
    expect(pool.calls.list().find(({ flow }) => flow !== undefined)?.flow).toBe('USER_PASSWORD_AUTH')
  })
})
describe('a remembered device', () => {
  test('is asked about, proves itself instead of the second factor, and can be forgotten', async () => {
    await person.begin('sms', 'devices')
    const standing = await person.answer({ code: code('sms') })
    expect(screenOf(stage)).toMatchObject({ step: 'rememberDevice', account: accountOf(standing) })
    await person.answer({ remember: true })
    expect(shown(stage)).toEqual([])
    stage.endBrowser()
    await person.wake()
    expect(await person.begin('sms', 'devices')).toMatchObject({ state: 'signedIn' })
    expect(stage.local.text()).not.toContain('randomPassword')
    await person.worker.value('forgetDevice', { account: accountOf(standing) })
    expect(stage.local.text('device:')).toBe('')
    expect(await person.begin('sms', 'devices')).toMatchObject({ state: 'asked' })
  })

  test('refreshes as that device', async () => {
    const account = accountOf(await person.begin('ada', 'devicesAlways'))
    await person.wake()
    await person.worker.value('getSession', { account, forceRefresh: true })
    expect(stage.bodies.findLast((body) => body.includes('"RefreshToken"'))).toMatch(
      /"DeviceKey":"eu-west-1_/,
    )
  })

  test('is not, where the person says no', async () => {
    await person.begin('sms', 'devices')
    await person.answer({ code: code('sms') })
    await person.answer({ remember: false })
    expect(shown(stage)).toEqual([])
    expect(await person.begin('sms', 'devices')).toMatchObject({ state: 'asked' })
  })

  test('that the pool forgot meanwhile can still be said no to', async () => {
    await person.begin('sms', 'devices')
    await person.answer({ code: code('sms') })
    const unknown = {
      kind: 'error',
      type: 'ResourceNotFoundException',
      message: 'Device does not exist.',
    } as const
    stage.pool.faults.add({ operation: 'UpdateDeviceStatus', times: 2, fault: unknown })
    expect(await person.refusal({ remember: true })).toBe('ResourceNotFoundException')
    expect(await person.answer({ remember: false })).toMatchObject({ state: 'signedIn' })
    expect(shown(stage)).toEqual([])
  })

  test('goes with its account', async () => {
    const account = accountOf(await person.begin('ada', 'devicesAlways'))
    expect(stage.local.text('device:')).not.toBe('')
    await person.worker.value('forgetAccount', { account })
    expect(stage.local.text('device:')).toBe('')
  })
})
describe('passkeys', () => {
  test('are listed, and removed by their id; what is no passkey is refused', async () => {
    const account = accountOf(await person.begin('ada'))
    expect(await person.worker.value('passkeys', { account })).toEqual([])
    expect(await person.worker.value('passkeyOptions', { account })).toMatchObject({
      rp: { id: 'localhost' },
    })
    expect(await person.worker.refusal('addPasskey', { account, credential: { id: 'x' } })).toBe(
      'InvalidParameterException',
    )
    expect(await person.worker.refusal('deletePasskey', { account, id: 'x' })).toBe(
      'ResourceNotFoundException',
    )
  })
})
