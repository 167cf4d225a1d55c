import { reached } from '../../claims/time-words.ts'
import type { ActivityEntry } from '../../contract/activity.ts'
import type { Noted } from './timeline.ts'

type Keys<Union> = Union extends unknown ? keyof Union : never
type Writer = (value: unknown, numberOf: (account: unknown) => number) => unknown

/** One that ISO 8601 cannot write is left out. */
const moment: Writer = (value) =>
  typeof value === 'number' && reached(value) === value ? new Date(value).toISOString() : undefined
const plain: Writer = (value) => (typeof value === 'object' ? undefined : value)
const texts: Writer = (value) =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
const numbered: Writer = (account, numberOf) => numberOf(account)
const given: Writer = (value, numberOf) =>
  written(value, { claims: texts, idToken: plain, accessToken: plain }, numberOf)

/** How each field is written. A field that has no row here is left out, whatever it holds. */
const writers: Readonly<Record<Keys<ActivityEntry>, Writer>> = {
  at: moment,
  kind: plain,
  account: numbered,
  origin: plain,
  by: plain,
  late: plain,
  length: plain,
  rotated: plain,
  code: plain,
  reason: plain,
  retryAt: moment,
  until: moment,
  gives: given,
  claims: texts,
  idToken: plain,
  accessToken: plain,
}

/**
 * The record as a file for others to read, the latest first: no token, no claim's value, and accounts by number.
 * Moments are as ISO 8601 has them, lengths in milliseconds; tokens are named by their `jti`.
 */
export function activityFile(noted: readonly Noted[]): string {
  const accounts = new Map<unknown, number>()
  const numberOf = (account: unknown) => {
    const number = accounts.get(account) ?? accounts.size + 1
    accounts.set(account, number)
    return number
  }
  const entries = noted.map(({ entry }) => written(entry, writers, numberOf))
  return `${JSON.stringify({ format: 'cognito-shared-session/activity', version: 1, entries }, null, 2)}\n`
}

/** The fields that have a writer, in the writers' order. */
function written(
  value: unknown,
  writers: Readonly<Record<string, Writer>>,
  numberOf: (account: unknown) => number,
): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}))
  const known = Object.entries(writers).filter(([name]) => fields.has(name))
  return Object.fromEntries(known.map(([name, write]) => [name, write(fields.get(name), numberOf)]))
}
