import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignIn, usersAt, wrong } from '../../support/background/sign-in-users.ts'
import { shown, theOne, type Person } from '../../support/background/signing-in.ts'
import type { Stage } from '../../support/background/stage.ts'

let stage: Stage
let person: Person

beforeEach(async () => {
  ;({ stage, person } = await openSignIn())
})
afterEach(() => stage.close())

const { code, signedIn } = usersAt(() => stage)

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
describe('a worker that dies between two steps', () => {
  test('is followed by one that goes on', async () => {
    await person.begin('totp')
    await person.wake()
    expect(theOne(stage).problem).toBeUndefined()
    await person.answer({ code: stage.pool.totpCode('totp') })
    signedIn('totp')
  })
})
