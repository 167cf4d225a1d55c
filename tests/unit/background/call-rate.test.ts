import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { CallRate } from '../../../src/background/call-rate.ts'

let now: number
let rate: CallRate

beforeEach(() => {
  now = 1_700_000_000_000
  rate = new CallRate(() => now)
})

/** How many of so many questions are let through. */
const asked = (document: string, times: number) =>
  Array.from({ length: times }, () => rate.allows(document)).filter(Boolean).length

describe('a document', () => {
  test('may ask 500 times at once, and then 50 times a second', () => {
    expect(asked('a', 600)).toBe(500)
    now += 1_000
    expect(asked('a', 100)).toBe(50)
    now += 20
    expect(asked('a', 100)).toBe(1)
  })

  test('that asks 50 times a second is never refused', () => {
    for (let second = 0; second < 100; second += 1) {
      expect(asked('a', 50)).toBe(50)
      now += 1_000
    }
  })

  test('has its whole burst back after ten seconds of rest', () => {
    asked('a', 600)
    now += 10_000
    expect(asked('a', 600)).toBe(500)
  })

  test('takes nothing from another', () => {
    asked('a', 600)
    expect(asked('b', 600)).toBe(500)
  })

  test('is not shut out for hours because the clock was set back', () => {
    asked('a', 600)
    now -= 3_600_000
    expect(asked('a', 600)).toBe(500)
  })
})

test('documents at rest are forgotten, and those that are not, are not', () => {
  expect(asked('busy', 600)).toBe(500)
  for (let visit = 0; visit < 2_000; visit += 1) rate.allows(`page ${visit}`)
  expect(rate.allows('busy')).toBe(false)
  now += 60_000
  rate.allows('one more')
  expect(rate.size).toBe(1)
})

test('in no stretch of time more is let through than a burst and 50 a second', () => {
  const steps = fc.array(fc.tuple(fc.nat(3_000), fc.nat(400)), { maxLength: 40 })
  fc.assert(
    fc.property(steps, (steps) => {
      let [elapsed, through] = [0, 0]
      const bounded = new CallRate(() => elapsed)
      for (const [pause, times] of steps) {
        elapsed += pause
        for (let time = 0; time < times; time += 1) through += bounded.allows('a') ? 1 : 0
        expect(through).toBeLessThanOrEqual(500 + elapsed / 20)
      }
    }),
  )
})
