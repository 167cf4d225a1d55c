import type { ActivityEntry } from '../../contract/activity.ts'
import type { Origin } from '../../contract/identity.ts'
import { siteName } from './site-name.ts'
import type { Noted } from './timeline.ts'

/** What a person may look for: the kinds of entries, a few together. */
export const groups = ['session', 'refresh', 'site', 'device'] as const
export type Group = (typeof groups)[number]

const groupOf: Readonly<Record<ActivityEntry['kind'], Group>> = {
  signedIn: 'session',
  signedOut: 'session',
  signInNeeded: 'session',
  refreshed: 'refresh',
  refreshFailed: 'refresh',
  allowed: 'site',
  ended: 'site',
  refused: 'site',
  delivered: 'site',
  copied: 'site',
  drawn: 'site',
  started: 'device',
  slept: 'device',
  clockSetBack: 'device',
}

/** What the person looks for. */
export interface Wish {
  /** Absent: all of them. */
  group?: Group
  /** Absent: whatever site it is about, or none. */
  site?: Origin
  search: string
}

export const everything: Wish = { search: '' }

export function isKnown({ kind }: ActivityEntry): boolean {
  return Object.hasOwn(groupOf, kind)
}

/** The site that an entry names. */
export function siteOf(entry: ActivityEntry): Origin | undefined {
  return 'origin' in entry ? entry.origin : undefined
}

/** All sites that are named, by their names. */
export function sitesIn(noted: readonly Noted[]): Origin[] {
  const sites = new Set(noted.map(({ entry }) => siteOf(entry)).filter((site) => site !== undefined))
  return [...sites].toSorted((a, b) => siteName(a).localeCompare(siteName(b), 'en') || (a < b ? -1 : 1))
}

/**
 * What fits the wish.
 *
 * @param textOf all that is told of an entry; in it, every word of the search stands
 */
export function matching(
  noted: readonly Noted[],
  { group, site, search }: Wish,
  textOf: (noted: Noted) => string,
): Noted[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return noted.filter((one) => {
    if (group !== undefined && groupOf[one.entry.kind] !== group) return false
    if (site !== undefined && siteOf(one.entry) !== site) return false
    if (words.length === 0) return true
    const text = textOf(one).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Whether the wish leaves anything out. */
export function isNarrow({ group, site, search }: Wish): boolean {
  return group !== undefined || site !== undefined || search.trim() !== ''
}
