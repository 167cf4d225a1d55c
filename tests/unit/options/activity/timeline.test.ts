import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActivityEntry, ActivityRecord, Happening } from '../../../../src/contract/activity.ts'
import { Days } from '../../../../src/options/activity/days.ts'
import { daysOf, folded, newestOf, notedIn } from '../../../../src/options/activity/timeline.ts'
import { eachKind, twoDays } from '../../../support/options-stage/happenings.ts'
import { ada, grant, NOW, origin } from '../../../support/popup-stage/people.ts'

const HOUR = 3_600_000
const days = new Days('en', 'Europe/Berlin')
const dayOf = (at: number) => days.of(at)
const record = (entries: readonly ActivityEntry[]): ActivityRecord => ({ version: 1, entries })
const noted = (...happenings: Happening[]) =>
  notedIn([
    ['activity:1', record(happenings.map((happening, at) => Object.assign({ at: NOW + at }, happening)))],
  ])
const told = (...happenings: Happening[]) =>
  folded(noted(...happenings), dayOf).map(({ entry, times }) => `${entry.kind} ${times}`)

const delivered = {
  kind: 'delivered',
  origin: grant.origin,
  account: ada.account,
  claims: ['email'],
  idToken: 'jti-1',
  until: NOW + HOUR,
} satisfies Happening
const copied = {
  kind: 'copied',
  account: ada.account,
  idToken: 'jti-1',
  until: NOW + HOUR,
} satisfies Happening
const failed = {
  kind: 'refreshFailed',
  account: ada.account,
  code: 'NetworkError',
  retryAt: NOW,
} satisfies Happening
const signedIn = { kind: 'signedIn', account: ada.account } satisfies Happening

describe('what was noted', () => {
  test('is the latest first, by the numbers of its records, whatever the clock said', () => {
    const started = (at: number) => record([{ kind: 'started', at }])
    const all = notedIn([
      ['activity:10', started(NOW - HOUR)],
      [
        'activity:9',
        record([
          { kind: 'started', at: NOW },
          { kind: 'drawn', at: NOW + 1 },
        ]),
      ],
      ['activity:2', started(NOW - 2 * HOUR)],
    ])
    expect(all.map(({ id }) => id)).toEqual(['10.0', '9.1', '9.0', '2.0'])
  })

  test('keeps the names of its entries when the oldest record goes', () => {
    const records = ['activity:1', 'activity:2'].map((key) => [key, record(eachKind)] as const)
    const before = notedIn(records).map(({ id }) => id)
    expect(before.slice(0, eachKind.length)).toEqual(notedIn(records.slice(1)).map(({ id }) => id))
  })

  test('by a later version is left out where there are no words for it', () => {
    const later = JSON.parse('[{ "kind": "teleported", "at": 1 }, { "kind": "started", "at": 2 }]')
    expect(notedIn([['activity:1', record(later)]])).toMatchObject([{ entry: { kind: 'started' } }])
  })
})

describe('what happens again and again', () => {
  test('is told once where nothing else happened, with how often and since when', () => {
    const rows = folded(
      noted({ kind: 'started' }, delivered, { kind: 'started' }, delivered, delivered),
      dayOf,
    )
    expect(rows).toMatchObject([
      { entry: { ...delivered, at: NOW + 4 }, times: 3, first: NOW + 1 },
      { entry: { kind: 'started', at: NOW + 2 }, times: 2, first: NOW },
    ])
  })

  test('is told with how often, where the person copied the same token again', () => {
    expect(told(delivered, copied, { kind: 'started' }, copied)).toEqual([
      'copied 2',
      'started 1',
      'delivered 1',
    ])
  })

  test('keeps its name when it happens once more', () => {
    const [before] = folded(noted(signedIn, delivered), dayOf)
    const [after] = folded(noted(signedIn, delivered, delivered), dayOf)
    expect(after).toMatchObject({ id: before?.id, times: 2 })
  })

  test.each([
    ['another token', [delivered, { ...delivered, idToken: 'jti-2' }]],
    ['another token that was copied', [copied, { ...copied, idToken: 'jti-2' }]],
    ['another site', [delivered, { ...delivered, origin: origin('https://other.example') }]],
    ['another failure', [failed, { ...failed, code: 'Timeout' }]],
    ['a sign-in in between', [delivered, signedIn, delivered]],
    ['two sign-ins', [signedIn, signedIn]],
  ] satisfies [string, Happening[]][])('is told apart where it differs: %s', (_, happenings) => {
    expect(told(...happenings)).toHaveLength(happenings.length)
  })

  test('though the next try of a refresh is at another time', () => {
    expect(told(failed, { ...failed, retryAt: NOW + HOUR })).toEqual(['refreshFailed 2'])
  })

  test('is told anew on another day', () => {
    const two = [{ kind: 'started', at: NOW - 24 * HOUR } as const, { kind: 'started', at: NOW } as const]
    expect(folded(notedIn([['activity:1', record(two)]]), dayOf)).toHaveLength(2)
  })

  test('is counted whole: nothing is lost and nothing doubled', () => {
    const happening = fc.constantFrom<Happening>(
      delivered,
      copied,
      failed,
      signedIn,
      { kind: 'started' },
      { kind: 'drawn' },
    )
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const rows = folded(noted(...happenings), dayOf)
        expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(happenings.length)
        expect(rows.every(({ first, entry }) => first <= entry.at)).toBe(true)
      }),
    )
  })
})

describe('the days', () => {
  test('are those of the clock on the wall, also where it is put forward or back', () => {
    const berlin = (text: string) => days.of(Date.parse(text))
    expect(berlin('2026-03-28T23:30:00Z') - berlin('2026-03-28T22:30:00Z')).toBe(1)
    expect(berlin('2026-03-29T21:59:59Z') - berlin('2026-03-28T23:00:00Z')).toBe(0)
    expect(berlin('2026-10-25T22:59:59Z') - berlin('2026-10-24T22:00:00Z')).toBe(0)
    expect(berlin('2026-10-25T23:00:00Z') - berlin('2026-10-24T22:00:00Z')).toBe(1)
  })

  test('are also right in a zone with a quarter of an hour', () => {
    const kathmandu = new Days('en', 'Asia/Kathmandu')
    const midnight = Date.parse('2026-03-13T18:15:00Z')
    expect(kathmandu.of(midnight) - kathmandu.of(midnight - 1)).toBe(1)
  })

  test('have their rows, the latest day first', () => {
    const rows = folded(notedIn([['activity:1', record(twoDays)]]), dayOf)
    expect(daysOf(rows, dayOf).map(({ at, rows }) => [days.date(at), rows.length])).toEqual([
      ['Saturday, March 14, 2026', 12],
      ['Friday, March 13, 2026', 3],
    ])
  })

  test.each([
    [0, 'today'],
    [-24, 'yesterday'],
    [-48, ''],
    [24, ''],
  ])('%i hours from now are called “%s”', (hours, name) => {
    expect(days.near(NOW + hours * HOUR, NOW)).toBe(name)
  })
})

test('of each site the latest row is known', () => {
  const rows = folded(notedIn([['activity:1', record(twoDays)]]), dayOf)
  const newest = newestOf(rows)
  const kinds = rows.filter(({ id }) => newest.has(id)).map(({ entry }) => entry.kind)
  expect(kinds).toEqual(['delivered', 'refused'])
})
