import { expect, test } from 'vitest'
import type { ActivityEntry } from '../../../../src/contract/activity.ts'
import { activityFile } from '../../../../src/options/activity/activity-file.ts'
import { notedIn } from '../../../../src/options/activity/timeline.ts'
import { eachKind } from '../../../support/options-stage/happenings.ts'
import { ada, grace, grant, idClaims, NOW } from '../../../support/popup-stage/people.ts'

const noted = (entries: unknown) =>
  notedIn([['activity:1', { version: 1, entries: JSON.parse(JSON.stringify(entries)) }]])
const read = (entries: unknown) => JSON.parse(activityFile(noted(entries)))

test('holds every entry, the latest first, with moments as ISO 8601 has them', () => {
  const { format, version, entries } = read(eachKind)
  expect([format, version, entries.length]).toEqual(['cognito-shared-session/activity', 1, eachKind.length])
  expect(entries.at(-1)).toEqual({ at: '2026-03-14T05:26:53.000Z', kind: 'started' })
  expect(entries).toContainEqual(
    expect.objectContaining({
      kind: 'refreshFailed',
      code: 'NetworkError',
      retryAt: new Date(NOW).toISOString(),
    }),
  )
  expect(entries).toContainEqual(
    expect.objectContaining({
      kind: 'delivered',
      origin: grant.origin,
      claims: ['email', 'name', 'sub'],
      idToken: idClaims['jti'],
    }),
  )
  expect(entries).toContainEqual({
    at: expect.any(String),
    kind: 'copied',
    account: expect.any(Number),
    idToken: idClaims['jti'],
    until: new Date(NOW + 42 * 60_000).toISOString(),
  })
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'allowed', gives: grant.gives }))
})

test('numbers accounts and names none', () => {
  const text = activityFile(noted(eachKind))
  for (const { account } of [ada, grace]) {
    expect(text).not.toContain(account)
    expect(text).not.toContain(account.split('|').at(-1))
  }
  const accounts = new Set(read(eachKind).entries.map(({ account }: { account?: number }) => account))
  expect(accounts).toEqual(new Set([undefined, 1, 2]))
})

test('holds no field that is not known, whatever lies in the record', () => {
  const canary = 'eyJhbGciOiJSUzI1NiJ9.canary.canary'
  const [first] = eachKind
  const spoilt = (entry: ActivityEntry) => ({
    ...entry,
    refreshToken: canary,
    token: { idToken: canary },
    ...('gives' in entry && { gives: { ...entry.gives, refreshToken: canary } }),
    ...('claims' in entry && { claims: ['email', { email: canary }] }),
    ...('origin' in entry && { by: { secret: canary } }),
  })
  const odd = eachKind.map(spoilt)
  const later = { ...first, kind: 'teleported', why: canary }
  expect(JSON.stringify([...odd, later])).toContain(canary)
  expect(activityFile(noted([...odd, later]))).not.toContain(canary)
})

test('leaves out a moment that ISO 8601 cannot write, and nothing else', () => {
  const [entry] = read([{ kind: 'delivered', at: NOW, claims: ['sub'], until: 8.64e15 + 1 }]).entries
  expect(entry).toEqual({ at: new Date(NOW).toISOString(), kind: 'delivered', claims: ['sub'] })
})
