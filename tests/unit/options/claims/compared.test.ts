import { expect, test } from 'vitest'
import { claimPath, claimText } from '../../../../src/options/claims/claim-path.ts'
import { compared } from '../../../../src/options/claims/compared.ts'

test('what differs comes first, then what one token has alone, then the rest, each in reading order', () => {
  const id = { iss: 'i', sub: 's', aud: 'c', token_use: 'id', email: 'e', jti: '1', groups: ['a'] }
  const access = { iss: 'i', sub: 's', client_id: 'c', token_use: 'access', jti: '2', groups: ['a'] }
  expect(compared(id, access).map(({ name, state }) => `${name} ${state}`)).toEqual([
    'token_use different',
    'jti different',
    'email first',
    'aud first',
    'client_id second',
    'sub same',
    'iss same',
    'groups same',
  ])
})

test('a claim that holds null is there, and an inherited name is not', () => {
  expect(compared({ a: null }, {})).toEqual([{ name: 'a', state: 'first' }])
  expect(compared({ constructor: 1 }, {})).toEqual([{ name: 'constructor', state: 'first' }])
})

test.each([
  ['email', 'claims.email'],
  ['cognito:groups', 'claims["cognito:groups"]'],
  ['a"b', 'claims["a\\"b"]'],
  ['1st', 'claims["1st"]'],
])('a program names %s as %s', (name, path) => {
  expect(claimPath(name)).toBe(path)
})

test.each([
  ['text', 'text'],
  [true, 'true'],
  [['a', 1], '["a",1]'],
  [undefined, 'null'],
])('%j is copied as %s', (value, text) => {
  expect(claimText(value)).toBe(text)
})
