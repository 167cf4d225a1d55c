import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProfileInput } from '../../../src/contract/profile.ts'
import { openSignIn, usersAt } from '../../support/background/sign-in-users.ts'
import { screenOf, theOne, type Person } from '../../support/background/signing-in.ts'
import type { Stage } from '../../support/background/stage.ts'

let stage: Stage
let person: Person

beforeEach(async () => {
  ;({ stage, person } = await openSignIn())
})
afterEach(() => stage.close())

const { code, signedIn } = usersAt(() => stage)

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
