import { expect, test } from 'vitest'
import { everythingOf, givenWords, isNothing } from '../../../src/controls/choice.ts'

const none = { claims: [], idToken: false, accessToken: false }

test.each([
  [{ ...none, claims: ['sub'] }, '1 claim'],
  [
    { claims: ['sub', 'email'], idToken: true, accessToken: true },
    '2 claims, the ID token, and the access token',
  ],
  [{ ...none, accessToken: true }, 'the access token'],
  [none, 'nothing'],
])('what a site gets, in words (%#)', (gives, words) => {
  expect(givenWords(gives)).toBe(words)
})

test.each([
  [none, true],
  [{ ...none, claims: ['sub'] }, false],
  [{ ...none, idToken: true }, false],
  [{ ...none, accessToken: true }, false],
])('an empty choice is none (%#)', (gives, nothing) => {
  expect(isNothing(gives)).toBe(nothing)
})

test('everything of what a page asks for is not more than it asks for', () => {
  expect(everythingOf({ ...none, claims: ['email'] })).toMatchObject({ ...none, claims: ['email'] })
})
