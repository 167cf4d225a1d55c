import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policyFrom, signInMethods } from '../../../src/contract/policy.ts'

const SITE = 'https://app.example'

describe('what an operator wrote', () => {
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['nothing: everything is allowed', {}, signInMethods],
    ['methods without password', { signInMethods: ['managedLogin', 'passkey'] }, ['managedLogin', 'passkey']],
    ['an empty list: nobody signs in', { signInMethods: [] }, []],
    ['a method that nobody knows, beside one', { signInMethods: ['telepathy', 'passkey'] }, ['passkey']],
    ['only methods that nobody knows: that opens none', { signInMethods: ['Password', 7, null] }, []],
    ['something that is no list', { signInMethods: 'passkey' }, signInMethods],
    ['managed login required', { requireManagedLogin: true }, ['managedLogin']],
    [
      'managed login required, but not offered',
      { requireManagedLogin: true, signInMethods: ['passkey'] },
      [],
    ],
    ['something that is no yes or no', { requireManagedLogin: 'yes' }, signInMethods],
    [
      'a wrong value beside right ones',
      { requireManagedLogin: 1, clientMetadataOrigins: {}, signInMethods: ['passkey'] },
      ['passkey'],
    ],
  ])('%s', (_, managed, methods) => {
    expect(policyFrom(managed).allowedMethods).toEqual(methods)
  })

  test.each<[string, unknown, readonly string[]]>([
    ['nothing', undefined, []],
    ['a site', [SITE], [SITE]],
    ['a site on a port of this machine', ['http://localhost:5173'], ['http://localhost:5173']],
    [
      'addresses and plain http, beside a site',
      [`${SITE}/`, `${SITE}/x`, '*', 'http://app.example', 'null', 3, SITE],
      [SITE],
    ],
    ['no list', SITE, []],
  ])('sites for clientMetadata: %s', (_, clientMetadataOrigins, sites) => {
    expect(policyFrom({ clientMetadataOrigins }).clientMetadataOrigins).toEqual(sites)
  })

  test('whatever it is, is read without a throw, and never allows more than there is', () => {
    const key = fc.constantFrom('signInMethods', 'requireManagedLogin', 'clientMetadataOrigins')
    const value = fc.oneof(fc.anything(), fc.array(fc.constantFrom<unknown>(...signInMethods, SITE, 1)))
    fc.assert(
      fc.property(fc.dictionary(key, value), (managed) => {
        const { allowedMethods, clientMetadataOrigins } = policyFrom(managed)
        expect(signInMethods).toEqual(expect.arrayContaining([...allowedMethods]))
        expect(clientMetadataOrigins.every((origin) => typeof origin === 'string')).toBe(true)
      }),
    )
  })
})

test('the schema that browsers check names the same keys', () => {
  const schema = JSON.parse(readFileSync('public/managed-schema.json', 'utf8'))
  for (const [key, { type }] of Object.entries<{ type: string }>(schema.properties)) {
    const wrote = type === 'boolean' ? true : ['passkey', SITE]
    expect(policyFrom({ [key]: wrote }), key).not.toEqual(policyFrom({ [key]: undefined, other: wrote }))
  }
})
