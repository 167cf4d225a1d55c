import * as v from 'valibot'
import { expect, test } from 'vitest'
import { schemas } from '../../../src/contract/schemas.ts'

const gives = { claims: ['sub'], idToken: false, accessToken: false }
const click = {
  origin: 'https://app.example:8443',
  gives,
  account: 'https://issuer.example|client|sub',
  maySignOut: false,
  tabId: 1,
  until: 'revoked',
}
const taken = (changes: object) => v.is(schemas.allowSite, { ...click, ...changes })

test('a click allows one exact origin something', () => {
  expect(taken({})).toBe(true)
  expect(taken({ gives: { claims: [], idToken: true, accessToken: false } })).toBe(true)
})

test('a click that gives nothing makes no grant', () => {
  expect(taken({ gives: { claims: [], idToken: false, accessToken: false } })).toBe(false)
})

test.each([
  'https://*.example',
  '*://app.example',
  'https://app.example/',
  'https://app.example/path',
  'https://app.example:443',
  'https://APP.example',
  'https://büro.example',
  'http://app.example',
  'null',
  '<all_urls>',
])('a click allows no more and nothing else than an origin as browsers write it: %s', (origin) => {
  expect(taken({ origin })).toBe(false)
})
