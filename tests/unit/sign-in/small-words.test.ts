import { describe, expect, test } from 'vitest'
import { attributeField } from '../../../src/sign-in/attribute-names.ts'
import { authenticatorAddress } from '../../../src/sign-in/authenticator-address.ts'
import { allowedFactors, methodsIn } from '../../../src/sign-in/methods.ts'
import { passkeyFailure, relyingPartyOf } from '../../../src/sign-in/relying-party.ts'

describe('the site that passkeys are for', () => {
  test.each([
    [{ rpId: 'acme.example' }, 'https://acme.example'],
    [{ rp: { id: 'acme.example', name: 'Acme' } }, 'https://acme.example'],
    [{ rpId: 'localhost' }, 'http://localhost'],
    [{ rpId: 'not a host' }, undefined],
    [{ rpId: 7 }, undefined],
    [{ rp: null }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('of %j is %s', (options, origin) => {
    expect(relyingPartyOf(options)).toBe(origin)
  })

  test('whatever the browser throws is told with its name', () => {
    expect(passkeyFailure(new DOMException('No.', 'NotAllowedError'))).toEqual({
      code: 'passkeyRefused',
      message: 'NotAllowedError: No.',
    })
    expect(passkeyFailure('x').code).toBe('passkeyRefused')
  })
})

test('an authenticator app reads whose secret it is, whatever the names are made of', () => {
  const address = authenticatorAddress({ secret: 'ABC', pool: 'Acme: Staff & Co', username: 'zoë "o\'neil"' })
  const url = new URL(address)
  expect(url.protocol + url.hostname).toBe('otpauth:totp')
  expect(decodeURIComponent(url.pathname)).toBe('/Acme: Staff & Co:zoë "o\'neil"')
  expect(Object.fromEntries(url.searchParams)).toEqual({ secret: 'ABC', issuer: 'Acme: Staff & Co' })
})

test('methods are told in words; a password that stays here hides the one that is sent', () => {
  const labels = (...options: string[]) => methodsIn(options).map(({ value, label }) => `${value}: ${label}`)
  expect(labels('PASSWORD', 'PASSWORD_SRP')).toEqual(['PASSWORD_SRP: Password'])
  expect(labels('PASSWORD')).toEqual(['PASSWORD: Password'])
  expect(labels('BRAND_NEW', 'constructor')).toEqual(['BRAND_NEW: BRAND_NEW', 'constructor: constructor'])
})

test('first factors are left as far as the operator allows, a plain password where the profile has it', () => {
  const offered = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'WEB_AUTHN', 'BRAND_NEW']
  const without = (...gone: string[]) => offered.filter((factor) => !gone.includes(factor))
  expect(allowedFactors(offered, ['password', 'passkey'], true)).toEqual(offered)
  expect(allowedFactors(offered, ['password', 'passkey'], false)).toEqual(without('PASSWORD'))
  expect(allowedFactors(offered, ['password'], false)).toEqual(without('PASSWORD', 'WEB_AUTHN'))
  expect(allowedFactors(offered, ['passkey'], true)).toEqual(['WEB_AUTHN'])
  expect(allowedFactors(offered, ['managedLogin'], true)).toEqual([])
})

test.each([
  ['email', 'E-mail address'],
  ['custom:favourite_colour', 'Favourite colour'],
  ['constructor', 'Constructor'],
])('the attribute %s is asked for as %s', (name, label) => {
  expect(attributeField(name).label).toBe(label)
})
