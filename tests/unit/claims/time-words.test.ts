import { describe, expect, test } from 'vitest'
import { TimeWords } from '../../../src/claims/time-words.ts'

const words = new TimeWords('en', 'Europe/Berlin')
const NOW = Date.parse('2026-03-14T09:26:53Z')
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('how far from now', () => {
  test.each([
    [0, 'now'],
    [-999, 'now'],
    [42 * SECOND, 'in 42 seconds'],
    [MINUTE - 1, 'in 59 seconds'],
    [12 * MINUTE, 'in 12 minutes'],
    [HOUR - 1, 'in 59 minutes'],
    [HOUR, 'in 60 minutes'],
    [3 * HOUR, 'in 3 hours'],
    [47 * HOUR, 'in 47 hours'],
    [2 * DAY, 'in 2 days'],
    [90 * DAY, 'in 2 months'],
    [3653 * DAY, 'in 10 years'],
    [-42 * SECOND, '42 seconds ago'],
    [-18 * MINUTE, '18 minutes ago'],
    [-9 * DAY, '9 days ago'],
  ])('%i ms is “%s”', (distance, expected) => {
    expect(words.relative(NOW + distance, NOW)).toBe(expected)
  })
})

test('a date is local, with its zone', () => {
  expect(words.date(NOW)).toMatch(/^Mar 14, 2026, 10:26:53\sAM GMT\+1$/)
  expect(new TimeWords('en-GB', 'UTC').date(NOW)).toBe('14 Mar 2026, 09:26:53 UTC')
})

test('a span is cut to its largest unit and is never negative', () => {
  expect(words.span(42 * MINUTE + 59 * SECOND)).toBe('42 min')
  expect(words.span(-1)).toBe('0 sec')
  expect(words.spanInFull(62 * MINUTE)).toBe('62 minutes')
})

test('a moment that no date reaches is told as the nearest that one does', () => {
  expect(words.date(1e20)).toBe(words.date(8.64e15))
  expect(words.date(-1e20)).toBe(words.date(-8.64e15))
  expect(words.clock(1e20)).toBe(words.clock(8.64e15))
  expect(words.date(8.64e15)).toContain('275760')
})
