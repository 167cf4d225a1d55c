import { expect, test } from 'vitest'
import { isPaused } from '../../../src/background/refusals.ts'

const S = 1000

test.each([
  ['none', [], 0, false],
  ['two', [0, S], 2 * S, false],
  ['three within half a minute', [0, 10 * S, 20 * S], 21 * S, true],
  ['three in exactly half a minute', [0, 10 * S, 30 * S], 30 * S, true],
  ['three in more than that', [0, 10 * S, 30 * S + 1], 31 * S, false],
  ['three, 59 s ago', [0, 1, 2], 59 * S, true],
  ['three, a minute ago', [0, 1, 2], 60 * S + 2, false],
  ['four, of which the last three were quick', [0, 100 * S, 101 * S, 102 * S], 103 * S, true],
  ['three in the future, by a clock that was set back', [50 * S, 51 * S, 52 * S], 0, false],
] as const)('an origin that was refused: %s', (_, moments, now, paused) => {
  expect(isPaused(moments, now)).toBe(paused)
})
