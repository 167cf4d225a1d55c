import { expect, test } from 'vitest'
import { systemRandom } from '../../src/defaults.ts'
import { FaultInjection } from '../../src/faults.ts'

const calm = { latencyMs: 0, clockMs: 0, instead: undefined }

function faultsWith(fractions: number[] = []): FaultInjection {
  return new FaultInjection({ ...systemRandom, fraction: () => fractions.shift() ?? 1 })
}

test('a fault strikes once, and only the operation it names', () => {
  const faults = faultsWith()
  faults.add({ operation: 'GetUser', fault: { kind: 'hang' } })
  expect(faults.strike('InitiateAuth')).toEqual(calm)
  expect(faults.strike('GetUser').instead).toEqual({ kind: 'hang' })
  expect(faults.strike('GetUser')).toEqual(calm)
})

test('a fault without an operation strikes any, as many times as it says', () => {
  const faults = faultsWith()
  faults.add({ times: 2, fault: { kind: 'internal' } })
  expect(['a', 'b', 'c'].map((operation) => faults.strike(operation).instead?.kind)).toEqual([
    'internal',
    'internal',
    undefined,
  ])
})

test('a rate strikes its share, without end', () => {
  const faults = faultsWith([0.2, 0.7, 0.49, 0.5])
  faults.add({ rate: 0.5, fault: { kind: 'throttled' } })
  expect([1, 2, 3, 4].map(() => faults.strike('a').instead?.kind)).toEqual([
    'throttled',
    undefined,
    'throttled',
    undefined,
  ])
})

test('delays and wrong clocks add up beside one other fault; the next one waits for the next call', () => {
  const faults = faultsWith()
  faults.add({ times: 2, fault: { kind: 'latency', ms: 5 } })
  faults.add({ fault: { kind: 'latency', ms: 7 } })
  faults.add({ fault: { kind: 'wrongClock', ms: -3 } })
  faults.add({ fault: { kind: 'dropBefore' } })
  faults.add({ fault: { kind: 'dropAfter' } })
  expect(faults.strike('a')).toEqual({ latencyMs: 12, clockMs: -3, instead: { kind: 'dropBefore' } })
  expect(faults.strike('a')).toEqual({ latencyMs: 5, clockMs: 0, instead: { kind: 'dropAfter' } })
})

test('a fault can be taken away, and all of them', () => {
  const faults = faultsWith()
  const remove = faults.add({ times: 9, fault: { kind: 'hang' } })
  faults.add({ times: 9, fault: { kind: 'html' } })
  remove()
  expect(faults.strike('a').instead?.kind).toBe('html')
  faults.clear()
  expect(faults.strike('a')).toEqual(calm)
})
