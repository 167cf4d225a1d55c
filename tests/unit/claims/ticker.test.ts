import { expect, test } from 'vitest'
import { Ticker } from '../../../src/claims/ticker.ts'

function clock() {
  const timers = new Set<() => void>()
  const state = { now: 0 }
  return {
    timers,
    now: () => state.now,
    every(_: number, tick: () => void) {
      timers.add(tick)
      return () => void timers.delete(tick)
    },
    pass(milliseconds: number) {
      state.now += milliseconds
      for (const tick of timers) tick()
    },
  }
}

test('one timer serves all who listen, and none runs when nobody does', () => {
  const fake = clock()
  const ticker = new Ticker(fake)
  const heard: string[] = []
  expect(fake.timers.size).toBe(0)
  const stopOne = ticker.subscribe((now) => heard.push(`one ${now}`))
  const stopOther = ticker.subscribe((now) => heard.push(`other ${now}`))
  expect(fake.timers.size).toBe(1)
  fake.pass(1000)
  stopOne()
  fake.pass(1000)
  stopOther()
  expect(fake.timers.size).toBe(0)
  expect(heard).toEqual(['one 1000', 'other 1000', 'other 2000'])
})

test('it starts again for the next who listens', () => {
  const fake = clock()
  const ticker = new Ticker(fake)
  ticker.subscribe(() => {})()
  ticker.subscribe(() => {})
  expect(fake.timers.size).toBe(1)
})
