import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lifeLeft, ringDash } from '../../../src/popup/ring.ts'

test.each([
  ['just issued', 0, 100, 0, 1],
  ['half over', 0, 100, 50, 0.5],
  ['over', 0, 100, 100, 0],
  ['long over', 0, 100, 1000, 0],
  ['not yet begun, on a clock that runs behind', 0, 100, -50, 1],
  ['without a life', 100, 100, 100, 0],
  ['with its ends turned round', 100, 0, 50, 0],
  ['without dates', Number.NaN, Number.NaN, 0, 0],
])('of a token %s, %i to %i at %i, the ring shows %d', (_, issuedAt, expiresAt, now, left) => {
  expect(lifeLeft(issuedAt, expiresAt, now)).toBe(left)
})

test('what is drawn and what is left out make the whole circle', () => {
  expect(ringDash(1)).toBe('100 0')
  expect(ringDash(0.7)).toBe('70 30')
  expect(ringDash(0)).toBe('0 100')
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const [drawn = 0, gap = 0] = ringDash(share).split(' ').map(Number)
      expect(drawn + gap).toBe(100)
    }),
  )
})
