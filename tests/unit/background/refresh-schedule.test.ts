import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextRefresh, RefreshSchedule } from '../../../src/background/refresh-schedule.ts'
import type { SessionViewRecord, SignedInView } from '../../../src/contract/view.ts'
import { accountIdFrom, profileIdFrom } from '../../../src/contract/identity.ts'

const T0 = 1_800_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const view: SignedInView = {
  version: 1,
  account: accountIdFrom('a'),
  profile: profileIdFrom('p'),
  generation: 1,
  username: 'ada',
  state: 'signedIn',
  idClaims: {},
  accessClaims: {},
  issuedAt: T0,
  idExpiresAt: T0 + HOUR,
  accessExpiresAt: T0 + HOUR,
  clockDrift: 0,
  sizes: { id: 1, access: 1 },
  canRefresh: true,
  refreshing: false,
  signature: { state: 'verified' },
  jitter: 0,
}
const lives = (ms: number) => ({ idExpiresAt: T0 + ms, accessExpiresAt: T0 + ms })

describe('the next refresh', () => {
  test.each<[string, SessionViewRecord, number | undefined]>([
    ['of an hour’s tokens, earliest', view, T0 + 45 * MINUTE],
    ['of an hour’s tokens, latest', { ...view, jitter: 1 }, T0 + 54 * MINUTE],
    ['goes by the token that ends first', { ...view, idExpiresAt: T0 + 20 * MINUTE }, T0 + 15 * MINUTE],
    ['is a minute before the end at the latest', { ...view, ...lives(150_000), jitter: 1 }, T0 + 90_000],
    ['is never, for tokens of under two minutes', { ...view, ...lives(119_999) }, undefined],
    ['is never, without a refresh token', { ...view, canRefresh: false }, undefined],
    ['is due at once where one was interrupted', { ...view, refreshing: true }, T0],
    [
      'after a passing failure is the next try',
      { ...view, retry: { at: T0 + 50 * MINUTE, code: 'NetworkError', count: 3 } },
      T0 + 50 * MINUTE,
    ],
    [
      'after a passing failure comes even for short tokens',
      { ...view, ...lives(30_000), retry: { at: T0 + 35_000, code: 'Timeout', count: 1 } },
      T0 + 35_000,
    ],
    ['is never, signed out', { ...view, state: 'signedOut' }, undefined],
    ['is never, where a sign-in is needed', { ...view, state: 'signInNeeded', reason: 'revoked' }, undefined],
  ])('%s', (_, session, expected) => {
    expect(nextRefresh(session)).toBe(expected)
  })

  test('lies in 75–90 % of the life and a minute before the end, whatever the jitter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2 * MINUTE, max: 24 * HOUR }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (life, jitter) => {
          const due = nextRefresh({ ...view, ...lives(life), jitter }) ?? NaN
          expect(due).toBeLessThanOrEqual(T0 + life - MINUTE)
          expect(due).toBeLessThanOrEqual(T0 + life * 0.9)
          expect(due).toBeGreaterThanOrEqual(Math.min(T0 + life * 0.75, T0 + life - MINUTE))
        },
      ),
    )
  })
})

class CountingAlarm {
  at: number | undefined
  sets = 0
  when = async () => this.at
  set = async (when: number) => {
    this.at = when
    this.sets += 1
  }
  clear = async () => {
    this.at = undefined
  }
}

describe('the one alarm', () => {
  const stage = (now = T0) => {
    const alarm = new CountingAlarm()
    const clock = { now }
    return { alarm, clock, schedule: new RefreshSchedule(alarm, () => clock.now) }
  }

  test('is set for the first of all accounts', async () => {
    const { alarm, schedule } = stage()
    const later = { ...view, account: accountIdFrom('b'), ...lives(2 * HOUR) }
    await schedule.settle(() => [later, view])
    expect(alarm.at).toBe(T0 + 45 * MINUTE)
  })

  test('is left alone when it is right, and made anew when it is missing', async () => {
    const { alarm, schedule } = stage()
    await schedule.settle(() => [view])
    await schedule.settle(() => [view])
    expect(alarm.sets).toBe(1)
    alarm.at = undefined
    await schedule.settle(() => [view])
    expect(alarm.sets).toBe(2)
  })

  test('is not put off by a browser that rounds a near time up to half a minute', async () => {
    const { alarm, clock, schedule } = stage(T0 + 2 * HOUR)
    await schedule.settle(() => [view])
    expect(alarm.at).toBe(clock.now)
    alarm.at = clock.now + 30_000
    clock.now += 10_000
    await schedule.settle(() => [view])
    expect(alarm.at).toBe(T0 + 2 * HOUR + 30_000)
  })

  test('is cleared when nobody is signed in', async () => {
    const { alarm, schedule } = stage()
    await schedule.settle(() => [view])
    await schedule.settle(() => [{ ...view, state: 'signedOut' }])
    expect(alarm.at).toBeUndefined()
  })

  test('survives a browser that refuses once', async () => {
    const { alarm, schedule } = stage()
    alarm.when = () => Promise.reject(new Error('not now'))
    await expect(schedule.settle(() => [view])).rejects.toThrow('not now')
    alarm.when = async () => alarm.at
    await schedule.settle(() => [view])
    expect(alarm.at).toBe(T0 + 45 * MINUTE)
  })
})
