import { describe, expect, test } from 'vitest'
import { signInMethods, type SignInMethod } from '../../../src/contract/policy.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import { policyWord } from '../../../src/controls/policy-words.ts'
import { offerAt } from '../../../src/sign-in/offer.ts'
import { profile } from '../../support/popup-stage/people.ts'

const login = { domain: 'https://login.example', scopes: ['openid'] }
const ways = (known: Profile | undefined, methods: readonly SignInMethod[] = signInMethods) =>
  offerAt(known, methods).beginnings.map(({ way }) => way)

describe('what can be begun at a user pool', () => {
  test.each<[string, Partial<Profile>, readonly SignInMethod[], string[]]>([
    ['a password leads where nothing else is said', {}, signInMethods, ['password', 'choice', 'custom']],
    [
      'a code leads where it is preferred',
      { preferred: 'SMS_OTP' },
      signInMethods,
      ['choice', 'password', 'custom'],
    ],
    [
      'a password may be preferred',
      { preferred: 'PASSWORD_SRP' },
      signInMethods,
      ['password', 'choice', 'custom'],
    ],
    [
      'a passkey that is forbidden does not lead',
      { preferred: 'WEB_AUTHN' },
      ['password'],
      ['password', 'choice', 'custom'],
    ],
    ['without a password a passkey is left', {}, ['managedLogin', 'passkey'], ['choice']],
    ['nor does a code lead then', { preferred: 'EMAIL_OTP' }, ['passkey'], ['choice']],
    ['nothing is typed where only the pool’s pages are allowed', {}, ['managedLogin'], []],
    ['nothing at all where nothing is', {}, [], []],
  ])('%s', (_, more, methods, expected) => {
    expect(ways({ ...profile, ...more }, methods)).toEqual(expected)
  })

  test('the pool’s own pages are there where the pool has them and the operator allows them', () => {
    expect(offerAt({ ...profile, login }, signInMethods).login).toEqual(login)
    expect(offerAt({ ...profile, login }, ['password']).login).toBe(undefined)
    expect(offerAt(profile, signInMethods).login).toBe(undefined)
  })

  test('where only they are allowed and are not set up, that is said', () => {
    expect(offerAt(profile, ['managedLogin']).nowhere).toBe(true)
    expect(offerAt({ ...profile, login }, ['managedLogin']).nowhere).toBe(false)
    expect(offerAt(profile, []).nowhere).toBe(false)
  })
})

test.each<[readonly SignInMethod[], string | undefined]>([
  [signInMethods, undefined],
  [['password', 'passkey'], 'switched the user pools’ own sign-in pages off'],
  [['password'], 'switched the user pools’ own sign-in pages and passkeys off'],
  [['managedLogin'], 'own pages alone'],
  [[], 'switched signing in off'],
])('an operator who leaves %j is named as the reason', (methods, word) => {
  const said = policyWord(methods)
  if (word === undefined) expect(said).toBe(undefined)
  else expect(said).toEqual(expect.stringContaining(word))
})
