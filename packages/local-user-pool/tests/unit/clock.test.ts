import { expect, test } from 'vitest'
import { movableClock, shiftedClock, toSeconds } from '../../src/clock.ts'

test('the clock runs with its base, and from wherever it is put', () => {
  let base = 1000
  const clock = movableClock(() => base)
  expect(clock.now()).toBe(1000)
  clock.advance(500)
  base += 10
  expect(clock.now()).toBe(1510)
  clock.set(90_000)
  base += 10
  expect(clock.now()).toBe(90_010)
  clock.advance(-90_010)
  expect(clock.now()).toBe(0)
  expect(clock.offset).toBe(-1020)
})

test('a shifted clock stays wrong by the same amount', () => {
  const clock = movableClock(() => 5000)
  const wrong = shiftedClock(clock, -2000)
  clock.advance(1000)
  expect(wrong.now()).toBe(4000)
})

test('seconds are whole', () => {
  expect(toSeconds(1999)).toBe(1)
})
