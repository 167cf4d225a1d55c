import { totpCode } from '@cognito-shared-session/local-user-pool'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountOf, Person, screenOf, shown, theOne } from '../support/background/signing-in.ts'
import { Stage } from '../support/background/stage.ts'
import type { ProfileInput } from '../../src/contract/profile.ts'

let stage: Stage
let person: Person

beforeEach(async () => {
  stage = await Stage.open({ acceptExtensionOrigins: true })
  const worker = stage.start()
  await worker.started()
  person = await new Person(stage, worker).knows('web', 'mfaRequired', 'devices', 'devicesAlways', 'srpOnly')
})

afterEach(() => stage.close())

const code = (user: keyof Stage['pool']['users']) =>
  stage.pool.inbox.lastCode(stage.pool.users[user].username)
const wrong = (right: string) => right.replace(/./g, (digit) => String((Number(digit) + 1) % 10))
const signedIn = (user: keyof Stage['pool']['users']) =>
  expect(stage.views()).toMatchObject([{ state: 'signedIn', username: stage.pool.users[user].username }])

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

describe('what a user pool’s profile says', () => {
  const say = (more: Partial<ProfileInput>) => {
    const { poolId, clients, url } = stage.pool
    const input = { name: 'x', poolId, clientId: clients.web.id, endpoint: url, ...more }
    return person.worker.value('saveProfile', input)
  }
  const choose = (username = 'ada') =>
    person.worker.value('signIn', { profile: stage.profile('web'), username, way: 'choice' })
  const flows = () => stage.pool.calls.list().flatMap(({ flow }) => flow ?? [])

  test.each([
    ['EMAIL_OTP', { step: 'code', medium: 'email' }],
    ['SMS_OTP', { step: 'code', medium: 'sms' }],
  ] as const)('choice-based sign-in begins with %s, and other ways stay', async (preferred, screen) => {
    await say({ preferred })
    await choose()
    expect(screenOf(stage)).toMatchObject(screen)
    expect(theOne(stage).resend).toBe(preferred)
    const first = code('ada')
    await person.resend()
    expect(code('ada')).not.toBe(first)
    await person.back()
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    await person.answer({ choice: preferred })
    await person.answer({ code: code('ada') })
    signedIn('ada')
  })

  test('what is preferred and not there leads to the choice, and nothing is sent again', async () => {
    await say({ preferred: 'WEB_AUTHN' })
    await choose()
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    await person.worker.value('cancelSignIn', { transaction: theOne(stage).id })
    await say({ preferred: 'SMS_OTP' })
    await choose('emil')
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    expect(theOne(stage).resend).toBeUndefined()
  })

  test('what is preferred and forbidden is not asked for', async () => {
    await say({ preferred: 'EMAIL_OTP' })
    stage.managed = { signInMethods: ['passkey'] }
    await choose()
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    expect(stage.bodies.join()).not.toContain('PREFERRED_CHALLENGE')
  })

  test.each(['PASSWORD_SRP', 'EMAIL_OTP'] as const)(
    'where choice-based sign-in begins with %s, it takes a typed password too, by SRP',
    async (preferred) => {
      await say({ preferred })
      await person.begin('ada')
      signedIn('ada')
      expect(flows()).toEqual(['USER_AUTH'])
      expect(stage.bodies.join()).not.toContain(stage.pool.users.ada.password)
    },
  )

  test('a pool that offers to take the password as it is does not get it by that', async () => {
    await choose()
    const { password } = stage.pool.users.ada
    expect(await person.refusal({ choice: 'PASSWORD', password })).toBe('plainPasswordOff')
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
    expect(stage.bodies.join()).not.toContain(password)
    await say({ plainPassword: true })
    await person.answer({ choice: 'PASSWORD', password })
    signedIn('ada')
  })

  test('nor by asking for it alone', async () => {
    const asks = { ChallengeName: 'PASSWORD', Session: 's'.repeat(40), ChallengeParameters: {} }
    stage.pool.faults.add({ operation: 'InitiateAuth', fault: { kind: 'body', body: JSON.stringify(asks) } })
    await choose()
    expect(screenOf(stage)).toMatchObject({ step: 'password', challenge: 'PASSWORD' })
    expect(await person.refusal({ password: 'Analytical-Engine-1843' })).toBe('plainPasswordOff')
    expect(stage.bodies.join()).not.toContain('Analytical-Engine-1843')
  })

  test('a profile that was stored before there was anything but ids signs in as ever', async () => {
    const { poolId, clients, url } = stage.pool
    const id = stage.profile('web')
    const ids = { poolId, clientId: clients.web.id, endpoint: url }
    stage.local.items.clear()
    const before = { version: 1, source: 'person', id, name: 'from before', ...ids }
    stage.local.items.set(`profile:${id}`, JSON.stringify(before))
    await person.wake()
    await person.begin('ada')
    signedIn('ada')
    expect(flows()).toEqual(['USER_SRP_AUTH'])
    const question = { profile: id, redirectUri: `https://x.chromiumapp.org/${poolId}` }
    expect(await person.worker.refusal('beginManagedLogin', question)).toBe('signInInterrupted')
    expect(await say({ login: { domain: 'http://localhost:9', scopes: ['openid'] } })).toMatchObject({ id })
    expect(await person.worker.value('beginManagedLogin', question)).toMatchObject({
      state: expect.any(String),
    })
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

describe('what goes wrong on the way', () => {
  test('a wrong code leaves the step as it was; too many end it, and say so', async () => {
    await person.begin('sms')
    const { turn } = theOne(stage)
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await person.refusal({ code: wrong(code('sms')) })).toBe('CodeMismatchException')
      expect(theOne(stage)).toMatchObject({ turn, screen: { step: 'code' } })
    }
    expect(await person.refusal({ code: code('sms') })).toBe('NotAuthorizedException')
    expect(theOne(stage)).toMatchObject({
      username: 'sam',
      screen: { step: 'start' },
      problem: { code: 'NotAuthorizedException', message: expect.stringMatching(/session/) },
    })
    await person.begin('sms')
    await person.answer({ code: code('sms') })
    signedIn('sms')
  })

  test('a code of the authenticator app that was used before', async () => {
    const used = stage.pool.totpCode('totp')
    await person.begin('totp')
    await person.answer({ code: used })
    await person.begin('totp')
    expect(await person.refusal({ code: used })).toBe('ExpiredCodeException')
    stage.time.advance(30_000)
    await person.answer({ code: stage.pool.totpCode('totp') })
    signedIn('totp')
  })

  test('a step that took longer than the pool waits begins anew, with the user name', async () => {
    await person.begin('sms')
    stage.time.advance(181_000)
    expect(await person.refusal({ code: code('sms') })).toBe('NotAuthorizedException')
    expect(theOne(stage)).toMatchObject({
      username: 'sam',
      screen: { step: 'start' },
      problem: { message: expect.stringMatching(/expired/) },
    })
  })

  test('a sign-in that was left alone for a quarter of an hour is gone', async () => {
    await person.begin('sms')
    const { id: transaction, turn } = theOne(stage)
    stage.time.advance(15 * 60_000)
    const question = { transaction, turn, answer: { code: '123456' } }
    expect(await person.worker.refusal('answerSignIn', question)).toBe('signInGone')
    expect(shown(stage)).toEqual([])
  })

  test.each<[string, Parameters<Stage['pool']['faults']['add']>[0]['fault'], string]>([
    ['throttled', { kind: 'throttled' }, 'TooManyRequestsException'],
    ['offline', { kind: 'dropBefore' }, 'NetworkError'],
    ['a captive portal', { kind: 'html' }, 'InvalidResponse'],
    ['a load balancer’s 503', { kind: 'unavailableHtml' }, 'HttpError'],
  ])('trouble that passes (%s) leaves the step to be answered again', async (_, fault, expected) => {
    await person.begin('sms')
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault })
    expect(await person.refusal({ code: code('sms') })).toBe(expected)
    expect(theOne(stage)).toMatchObject({ screen: { step: 'code' } })
    await person.answer({ code: code('sms') })
    signedIn('sms')
  })

  test('an answer that arrived, and whose tokens were lost, is told apart from a wrong one', async () => {
    await person.begin('sms')
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: { kind: 'dropAfter' } })
    expect(await person.refusal({ code: code('sms') })).toBe('NetworkError')
    expect(await person.refusal({ code: code('sms') })).toBe('NotAuthorizedException')
    expect(theOne(stage)).toMatchObject({
      screen: { step: 'start' },
      problem: { message: expect.stringMatching(/only be used once/) },
    })
  })

  test.each([
    ['short', 'Ab1!', 'not long enough'],
    ['without an uppercase letter', 'abcdefg1!', 'uppercase'],
    ['without a lowercase letter', 'ABCDEFG1!', 'lowercase'],
    ['without a digit', 'Abcdefgh!', 'numeric'],
    ['without a symbol', 'Abcdefgh1', 'symbol'],
  ])(
    'a new password that is %s says which rule it breaks, and the next one is taken',
    async (_, newPassword, says) => {
      await person.begin('newcomer')
      const { id: transaction, turn } = theOne(stage)
      const answer = { newPassword, attributes: { name: 'Nina' } }
      expect(await person.worker.ask('answerSignIn', { transaction, turn, answer })).toMatchObject({
        error: { code: 'InvalidPasswordException', message: expect.stringContaining(says) },
      })
      await person.answer({ ...answer, newPassword: 'Abcdefg1!' })
      signedIn('newcomer')
    },
  )

  const became = (status: 'RESET_REQUIRED' | 'UNCONFIRMED') => stage.pool.setUser('sms', { status })
  test.each([
    ['disabled', () => stage.pool.disableUser('sms'), 'NotAuthorizedException', /disabled/],
    ['deleted', () => stage.pool.deleteUser('sms'), 'UserNotFoundException', /./],
    ['to reset the password', () => became('RESET_REQUIRED'), 'PasswordResetRequiredException', /reset/],
    ['not confirmed any more', () => became('UNCONFIRMED'), 'UserNotConfirmedException', /confirmed/],
  ] as const)(
    'a user who is %s between two steps begins anew and learns why',
    async (_, change, expected, says) => {
      await person.begin('sms')
      const sent = code('sms')
      change()
      expect(await person.refusal({ code: sent })).toBe(expected)
      expect(theOne(stage)).toMatchObject({
        screen: { step: 'start' },
        problem: { code: expected, message: expect.stringMatching(says) },
      })
    },
  )

  test.each([
    ['RESET_REQUIRED', 'PasswordResetRequiredException'],
    ['UNCONFIRMED', 'UserNotConfirmedException'],
  ] as const)('a user who is %s by the next sign-in learns that', async (status, expected) => {
    stage.pool.setUser('sms', { status })
    const { signInName: username, password } = stage.pool.users.sms
    const question = { profile: stage.profile('web'), username, password }
    expect(await person.worker.refusal('signIn', question)).toBe(expected)
    expect(shown(stage)).toEqual([])
  })

  test.each([3_600_000, -3_600_000])(
    'a clock that is wrong by an hour (%d ms) keeps nobody out',
    async (skew) => {
      stage.time.skew = skew
      await person.begin('totp')
      await person.answer({ code: stage.pool.totpCode('totp') })
      signedIn('totp')
    },
  )

  test.each([
    ['an e-mail address in another case', 'grace', 'GRACE@Example.COM'],
    ['spaces, quotes and letters beyond ASCII', 'zoe', 'zoë "o\'neil" 李'],
  ] as const)('%s is a user name like any other', async (_, user, username) => {
    const { password } = stage.pool.users[user]
    await person.worker.value('signIn', { profile: stage.profile('web'), username, password })
    signedIn(user)
  })

  test('user names and passwords are sent letter for letter: NFC and NFD are not the same', async () => {
    const { signInName, password } = stage.pool.users.zoe
    const profile = stage.profile('web')
    const decomposed = { profile, username: signInName, password: password.normalize('NFD') }
    expect(await person.worker.refusal('signIn', decomposed)).toBe('NotAuthorizedException')
    const other = { profile, username: signInName.normalize('NFD'), password }
    expect(await person.worker.refusal('signIn', other)).toBe('NotAuthorizedException')
  })
})

describe('what the operator forbids', () => {
  test('a password: neither by a choice nor by resetting one', async () => {
    stage.managed = { signInMethods: ['passkey', 'managedLogin'] }
    const question = { profile: stage.profile('web'), username: 'ada' }
    expect(await person.worker.refusal('signIn', { ...question, way: 'custom' })).toBe('forbiddenByPolicy')
    expect(await person.worker.refusal('forgotPassword', question)).toBe('forbiddenByPolicy')
    await person.worker.value('signIn', { ...question, way: 'choice' })
    for (const choice of ['PASSWORD_SRP', 'EMAIL_OTP']) {
      expect(await person.refusal({ choice, password: 'x' })).toBe('forbiddenByPolicy')
    }
    expect(screenOf(stage)).toMatchObject({ step: 'chooseFactor' })
  })

  test('a password that comes along with a choice, and a code that the operator forbade half-way', async () => {
    stage.managed = { signInMethods: ['passkey'] }
    const question = { profile: stage.profile('web'), username: 'ada', way: 'choice' } as const
    const typed = { ...question, password: stage.pool.users.ada.password }
    expect(await person.worker.refusal('signIn', typed)).toBe('forbiddenByPolicy')
    expect(stage.pool.calls.count()).toBe(0)
    stage.managed = {}
    await person.worker.value('signIn', question)
    await person.answer({ choice: 'EMAIL_OTP' })
    stage.managed = { signInMethods: ['passkey'] }
    expect(await person.refusal({ code: code('ada') })).toBe('forbiddenByPolicy')
    expect(stage.views()).toEqual([])
  })

  test('a passkey, where the password is allowed', async () => {
    stage.managed = { signInMethods: ['password'] }
    await person.worker.value('signIn', { profile: stage.profile('web'), username: 'ada', way: 'choice' })
    expect(await person.refusal({ choice: 'WEB_AUTHN' })).toBe('forbiddenByPolicy')
  })

  test('everything but managed login', async () => {
    stage.managed = { requireManagedLogin: true }
    const question = { profile: stage.profile('web'), username: 'ada', way: 'choice' } as const
    expect(await person.worker.refusal('signIn', question)).toBe('forbiddenByPolicy')
  })
})

describe('a disk that is full', () => {
  test.each([
    ['', false],
    [', and whoever wants to stay signed in', true],
  ])('keeps nobody from signing in%s', async (_, on) => {
    await person.worker.value('setStaySignedIn', { on })
    stage.local.full = true
    await person.begin('sms')
    expect(await person.answer({ code: code('sms') })).toMatchObject({ state: 'signedIn' })
    expect(shown(stage)).toEqual([])
    signedIn('sms')
  })
})

describe('two windows', () => {
  test('of which the second answers a step that is past are told apart', async () => {
    await person.begin('choice')
    const { id: transaction, turn } = theOne(stage)
    await person.answer({ choice: 'SMS_MFA' })
    const late = { transaction, turn, answer: { choice: 'EMAIL_OTP' } }
    expect(await person.worker.refusal('answerSignIn', late)).toBe('stepPassed')
    expect(screenOf(stage)).toMatchObject({ medium: 'sms' })
  })

  test('that answer at the same moment: one is taken, the other told so', async () => {
    await person.begin('sms')
    const { id: transaction, turn } = theOne(stage)
    const question = { transaction, turn, answer: { code: code('sms') } }
    const answers = await Promise.all([
      person.worker.ask('answerSignIn', question),
      person.worker.ask('answerSignIn', question),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'stepPassed' } })
    signedIn('sms')
  })

  test('of which the second is opened while the first is being answered: the new step stays', async () => {
    await person.begin('choice')
    const { id: transaction, turn } = theOne(stage)
    await person.begin('email', 'srpOnly')
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: { kind: 'latency', ms: 300 } })
    const { calls } = stage.pool
    const answers = calls.count('RespondToAuthChallenge')
    const question = { transaction, turn, answer: { choice: 'SMS_MFA' } }
    const answered = person.worker.value('answerSignIn', question)
    await calls.reached('RespondToAuthChallenge', answers + 1)
    // The page that opens reads both; the other's record comes after the first has been answered.
    const get = stage.session.get.bind(stage.session)
    stage.session.get = async (key) => {
      if (!key.startsWith('transaction:steps:') || key.endsWith(transaction)) return get(key)
      stage.session.get = get
      await answered
      return get(key)
    }
    await person.worker.value('resumeSignIns', {})
    const one = shown(stage).find(({ id }) => id === transaction)
    expect(one).toMatchObject({ turn: turn + 1, screen: { step: 'code', medium: 'sms' } })
    expect(one?.problem).toBeUndefined()
  })

  test('of which the second starts anew: it is asked, and the first is given up only then', async () => {
    const first = await person.begin('sms')
    expect(await person.begin('ada')).toEqual({ state: 'elsewhere', transaction: theOne(stage).id })
    expect(theOne(stage).id).toBe('transaction' in first ? first.transaction : '')
    const { signInName: username, password } = stage.pool.users.ada
    await person.worker.value('signIn', { profile: stage.profile('web'), username, password, anew: true })
    expect(shown(stage)).toEqual([])
    signedIn('ada')
  })

  test('at two user pools do not touch each other', async () => {
    await person.begin('sms')
    await person.begin('email', 'srpOnly')
    expect(shown(stage)).toHaveLength(2)
  })

  test('of which one gives the sign-in up while the other’s answer is on its way: its tokens are revoked', async () => {
    await person.begin('sms')
    const { id: transaction } = theOne(stage)
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: { kind: 'latency', ms: 300 } })
    const refused = person.refusal({ code: code('sms') })
    await stage.pool.calls.reached('RespondToAuthChallenge', 2)
    await person.worker.value('cancelSignIn', { transaction })
    expect(await refused).toBe('signInGone')
    expect(stage.views()).toEqual([])
    expect(stage.pool.issueHistory().map(({ revoked }) => revoked)).toEqual([true])
  })

  test('a user pool that is removed takes its sign-ins along', async () => {
    await person.begin('sms')
    await person.worker.value('removeProfile', { profile: stage.profile('web') })
    expect(shown(stage)).toEqual([])
  })

  test('more sign-ins than anybody needs: the oldest give way', async () => {
    const { pool } = stage
    for (let index = 0; index < 10; index += 1) {
      const clientId = `nobodysclient00000000${index}`
      stage.session.items.set(
        `transaction:steps:${index}`,
        JSON.stringify({
          version: 1,
          id: String(index),
          profile: `${pool.poolId}/${clientId}`,
          username: 'x',
          way: 'password',
          turn: 1,
          session: 's',
          screen: { step: 'start' },
          expiresAt: stage.time.now() + 60_000 + index,
        }),
      )
    }
    await person.begin('sms')
    expect(stage.session.text('transaction:').split('\n')).toHaveLength(8)
    expect(theOne(stage).username).toBe('sam')
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

describe('a worker that dies between two steps', () => {
  test('is followed by one that goes on', async () => {
    await person.begin('totp')
    await person.wake()
    expect(theOne(stage).problem).toBeUndefined()
    await person.answer({ code: stage.pool.totpCode('totp') })
    signedIn('totp')
  })
})
