import { describe, expect, test } from 'vitest'
import { isGrant } from '../../../src/background/grants.ts'
import { covers, currentGrant, grantViewOf, type GrantBefore } from '../../../src/contract/grant.ts'
import { choiceOf, untilOf } from '../../../src/contract/until.ts'
import { grant, origin } from '../../support/popup-stage/people.ts'

const moment = { now: 1_000_000, tabId: 7, run: 42 }

describe('until when', () => {
  test.each([
    ['tab', { kind: 'tab', tabId: 7, run: 42 }],
    ['hour', { kind: 'time', at: 1_000_000 + 3_600_000 }],
    ['month', { kind: 'time', at: 1_000_000 + 2_592_000_000 }],
    ['revoked', { kind: 'revoked' }],
  ] as const)('%s', (choice, until) => {
    expect(untilOf(choice, moment)).toEqual(until)
    expect(choiceOf({ until, since: moment.now })).toBe(choice)
  })
})

test.each([
  [{}, true],
  [{ claims: ['sub'] }, true],
  [{ claims: ['sub'], idToken: false }, true],
  [{ claims: ['sub', 'email'] }, false],
  [{ idToken: true }, true],
  [{ accessToken: true }, false],
])('the claim sub and the ID token cover a want of %o: %s', (want, enough) => {
  expect(covers({ claims: ['sub'], idToken: true, accessToken: false }, want)).toBe(enough)
})

describe('a grant that an earlier version wrote', () => {
  const before: GrantBefore = { ...grant, version: 1, frames: false, until: { kind: 'revoked' } }

  test('is known, and means what it meant', () => {
    expect(isGrant(before)).toBe(true)
    expect(currentGrant(before)).toEqual({ ...grant, version: 2, frames: [], until: { kind: 'revoked' } })
  })

  test('keeps its end', () => {
    const until = { kind: 'time', at: 5 } as const
    expect(currentGrant({ ...before, until })).toMatchObject({ until })
  })

  test('allows no frames: no site around them was named to the person', () => {
    expect(currentGrant({ ...before, frames: true })).toMatchObject({ frames: [] })
  })

  test('for a tab belongs to no run of the browser that there is', () => {
    expect(currentGrant({ ...before, until: { kind: 'tab', tabId: 7 } })).toMatchObject({
      until: { kind: 'tab', tabId: 7, run: 0 },
    })
  })

  test('of the present version is left as it is', () => {
    expect(isGrant(grant)).toBe(true)
    expect(currentGrant(grant)).toBe(grant)
  })

  test.each([
    ['another version', { ...grant, version: 3 }],
    ['frames of the other version', { ...grant, frames: false }],
    ['no end', { ...grant, until: { kind: 'someday' } }],
  ])('with %s is not known', (_, damaged) => {
    expect(isGrant(damaged)).toBe(false)
  })
})

test('a site learns whether frames may ask, not where, and not whose session it is', () => {
  const view = grantViewOf({ ...grant, frames: [origin('https://portal.example')] })
  expect(view.frames).toBe(true)
  expect(JSON.stringify(view)).not.toMatch(/portal|cognito-idp/)
})
