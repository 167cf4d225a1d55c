import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOverLimit, limitReachedAt } from '../../../src/background/session-limit.ts'
import { ada } from '../../support/popup-stage/people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** By Cognito's clock. */
const SIGNED_IN = Date.UTC(2026, 0, 1, 8)

interface Told {
  /** How old the sign-in was when the tokens were made. */
  age?: number
  /** How long they live. */
  life?: number
  /** How far this device's clock was ahead of Cognito's then. */
  ahead?: number
}

function view({ age = 0, life = HOUR, ahead = 0 }: Told) {
  const iat = SIGNED_IN + age
  const issuedAt = iat + ahead
  return {
    ...ada,
    accessClaims: { auth_time: SIGNED_IN / 1000, iat: iat / 1000 },
    issuedAt,
    idExpiresAt: issuedAt + life,
    accessExpiresAt: issuedAt + life,
  }
}

describe('a session of at most eight hours', () => {
  const LIMIT = 8 * HOUR

  test.each<[string, Told, number, boolean]>([
    ['goes on when it is fresh', {}, 0, false],
    ['goes on when it was refreshed after seven hours', { age: 7 * HOUR }, 7 * HOUR + MINUTE, false],
    ['goes on a moment before its end', { age: 7.5 * HOUR }, LIMIT - 1, false],
    ['is over at its end', { age: 7.5 * HOUR }, LIMIT, true],
    ['is over when fresh tokens say that it is', { age: 9 * HOUR }, 9 * HOUR, true],
    ['is over then, though the clock was set back', { age: 9 * HOUR }, HOUR, true],
    ['waits for fresh tokens where its own have ended before', { age: 2 * HOUR }, 30 * HOUR, false],
    ['is not ended by a clock that jumps a year ahead', {}, 365 * 24 * HOUR, false],
    [
      'is ended by such a clock within the life of its tokens at most',
      { age: 7.5 * HOUR },
      365 * 24 * HOUR,
      true,
    ],
    [
      'counts by the device’s clock, three hours ahead',
      { age: 7.5 * HOUR, ahead: 3 * HOUR },
      LIMIT + 3 * HOUR,
      true,
    ],
    ['… and not before', { age: 7.5 * HOUR, ahead: 3 * HOUR }, LIMIT + 3 * HOUR - 1, false],
    [
      'counts by one that is three hours behind',
      { age: 7.5 * HOUR, ahead: -3 * HOUR },
      LIMIT - 3 * HOUR,
      true,
    ],
    ['goes on in the life of tokens that outlast the limit', { life: 24 * HOUR }, LIMIT - 1, false],
    ['is over in the life of tokens that outlast the limit', { life: 24 * HOUR }, LIMIT, true],
  ])('%s', (_, told, after, over) => {
    expect(isOverLimit(view(told), LIMIT, SIGNED_IN + after)).toBe(over)
  })
})

test('tokens that do not say when the person signed in count from their own making', () => {
  const untold = { ...view({ life: 24 * HOUR }), accessClaims: {} }
  expect(limitReachedAt(untold, HOUR)).toBe(untold.issuedAt + HOUR)
})

test('no limit is never reached', () => {
  expect(limitReachedAt(view({ age: 1000 * HOUR }), Infinity)).toBe(undefined)
})

test('a wrong clock ends no session earlier than its tokens’ life before its time, and keeps none that fresh tokens end', () => {
  const time = fc.integer({ min: 0, max: 1000 * HOUR })
  fc.assert(
    fc.property(
      time,
      time,
      fc.integer({ min: MINUTE, max: 24 * HOUR }),
      fc.integer(),
      (age, limit, life, now) => {
        const over = isOverLimit(view({ age, life }), limit, SIGNED_IN + now * 1000)
        if (over) expect(age + life).toBeGreaterThanOrEqual(limit)
        if (age >= limit) expect(over).toBe(true)
      },
    ),
  )
})
