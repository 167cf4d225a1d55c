import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retryDelay } from '@cognito-shared-session/cognito-session'
import type { CognitoErrorCode } from '@cognito-shared-session/cognito-session'

const NETWORK = 'NetworkError'
const THROTTLED = 'TooManyRequestsException'

describe('retryDelay', () => {
  test.each<[string, number, CognitoErrorCode, boolean, number, number]>([
    ['after a refresh that was not answered', 1, NETWORK, true, 0.9, 1000],
    ['then', 2, NETWORK, true, 0.9, 4000],
    ['then', 3, 'HttpError', true, 0, 15_000],
    ['then back-off: the network, least', 4, NETWORK, true, 0, 1000],
    ['the network, half', 4, NETWORK, true, 0.5, 8500],
    ['the network, capped', 20, NETWORK, true, 1, 30_000],
    ['a server in need, capped', 20, 'InternalErrorException', true, 1, 300_000],
    ['throttling has no quick tries', 1, THROTTLED, false, 1, 2000],
    ['throttling doubles', 3, THROTTLED, false, 1, 8000],
    ['throttling, capped', 99, THROTTLED, false, 1, 300_000],
  ])('%s', (_, count, code, unanswered, jitter, expected) => {
    expect(retryDelay({ count, code, unanswered }, jitter)).toBe(expected)
  })

  test('is never less than Cognito asked for, up to an hour', () => {
    const failure = { count: 1, code: THROTTLED, unanswered: false } as const
    expect(retryDelay({ ...failure, retryAfter: 90_000 }, 0)).toBe(90_000)
    expect(retryDelay({ ...failure, retryAfter: 1e12 }, 0)).toBe(3_600_000)
    expect(retryDelay({ count: 1, code: NETWORK, unanswered: true, retryAfter: 5000 }, 0)).toBe(5000)
  })

  test('lies between a second and its cap, and grows with the jitter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.boolean(),
        fc.constantFrom<CognitoErrorCode>(NETWORK, THROTTLED, 'HttpError'),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (count, unanswered, code, jitter) => {
          const delay = retryDelay({ count, unanswered, code }, jitter)
          expect(delay).toBeGreaterThanOrEqual(1000)
          expect(delay).toBeLessThanOrEqual(code === NETWORK ? 30_000 : 300_000)
          expect(retryDelay({ count, unanswered, code }, 0.9999)).toBeGreaterThanOrEqual(delay)
        },
      ),
    )
  })
})
