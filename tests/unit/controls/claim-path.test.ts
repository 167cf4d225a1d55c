import { expect, test } from 'vitest'
import { claimPath, claimText } from '../../../src/controls/claim-path.ts'

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
