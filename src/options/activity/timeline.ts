import type { ActivityEntry, ActivityRecord } from '../../contract/activity.ts'
import { isKnown, siteOf } from './kinds.ts'

/** An entry, with a name that it keeps: the number of its record, and its place there. */
export interface Noted {
  id: string
  entry: ActivityEntry
}

/**
 * What is drawn of one entry, or of several that say the same. Its name is that of the first, and stays when another
 * one comes.
 */
export interface Row extends Noted {
  times: number
  /** When it happened for the first time; the entry is the last. In milliseconds since the epoch. */
  first: number
}

/** The rows of one day. */
export interface Day {
  at: number
  rows: readonly Row[]
}

/**
 * All that was noted, the latest first: in the order in which it was noted, whatever clocks said. What a later version
 * noted, and this one has no words for, is left out.
 */
export function notedIn(records: readonly (readonly [key: string, record: ActivityRecord])[]): Noted[] {
  return records
    .map(([key, { entries }]) => ({ number: Number(key.split(':')[1]), entries }))
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ number, entries }) => entries.map((entry, place) => ({ id: `${number}.${place}`, entry })))
    .filter(({ entry }) => isKnown(entry))
    .toReversed()
}

/**
 * Tells at once what happened again and again on a day, while nothing else did: workers that start, a site that gets
 * the same, a refresh that fails. Anything else stands between what was before it and after it.
 *
 * @param dayOf the day of a moment
 */
export function folded(noted: readonly Noted[], dayOf: (at: number) => number): Row[] {
  const rows: Row[] = []
  let open = new Map<string, Row>()
  for (const { id, entry } of noted) {
    const same = sameness(entry)
    if (same === undefined) open = new Map()
    const key = `${dayOf(entry.at)} ${same}`
    const row = open.get(key)
    if (row === undefined) {
      const fresh = { id, entry, times: 1, first: entry.at }
      rows.push(fresh)
      open.set(key, fresh)
    } else {
      row.id = id
      row.times += 1
      row.first = entry.at
    }
  }
  return rows
}

export function daysOf(rows: readonly Row[], dayOf: (at: number) => number): Day[] {
  const days: { at: number; rows: Row[] }[] = []
  for (const row of rows) {
    const last = days.at(-1)
    if (last !== undefined && dayOf(last.at) === dayOf(row.entry.at)) last.rows.push(row)
    else days.push({ at: row.entry.at, rows: [row] })
  }
  return days
}

/** The rows that are the latest of their sites. */
export function newestOf(rows: readonly Row[]): Set<string> {
  const bySite = new Map(rows.toReversed().map(({ id, entry }) => [siteOf(entry), id]))
  bySite.delete(undefined)
  return new Set(bySite.values())
}

/** What two entries that may be told as one have in common; undefined where each is told for itself. */
function sameness(entry: ActivityEntry): string | undefined {
  if (entry.kind === 'refreshFailed') return `${entry.kind} ${entry.account} ${entry.code}`
  const repeats = ['started', 'delivered', 'copied', 'drawn'].includes(entry.kind)
  return repeats ? JSON.stringify({ ...entry, at: 0 }) : undefined
}
