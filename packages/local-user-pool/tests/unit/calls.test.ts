import { expect, test } from 'vitest'
import { CallLog } from '../../src/calls.ts'

test('calls are counted by operation and as a whole', () => {
  const calls = new CallLog()
  calls.arrived({ operation: 'GetUser', at: 1 })
  calls.arrived({ operation: 'GetUser', at: 2 }).outcome = 'ok'
  calls.arrived({ operation: 'RevokeToken', at: 3 })
  expect([calls.count(), calls.count('GetUser'), calls.count('InitiateAuth')]).toEqual([3, 2, 0])
  expect(calls.list()[1]).toEqual({ operation: 'GetUser', at: 2, outcome: 'ok' })
  calls.reset()
  expect(calls.count()).toBe(0)
})

test('a test can wait for a call', async () => {
  const calls = new CallLog()
  const second = calls.reached('GetUser', 2).then(() => calls.count())
  calls.arrived({ operation: 'GetUser', at: 1 })
  calls.arrived({ operation: 'GetUser', at: 2 })
  calls.arrived({ operation: 'GetUser', at: 3 })
  expect(await second).toBe(3)
  await calls.reached('GetUser', 3)
})
