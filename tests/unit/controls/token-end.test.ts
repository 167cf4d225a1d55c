import { expect, test } from 'vitest'
import { tokenEnd } from '../../../src/controls/token-end.ts'

const tokenWith = (claims: object) =>
  ['header', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.')

test('a token ends when it says itself, on this device’s clock', () => {
  const token = tokenWith({ name: 'Zoë ÿ?>~ 日本', exp: 1_800_000_000 })
  expect(token).toMatch(/[-_]/)
  expect(tokenEnd(token, 0)).toBe(1_800_000_000_000)
  expect(tokenEnd(token, 90)).toBe(1_800_000_090_000)
})
