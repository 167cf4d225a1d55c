import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Grant } from '../../contract/grant.ts'
import type { AccountId, Origin } from '../../contract/identity.ts'
import type { SessionViewRecord } from '../../contract/view.ts'
import { whoOf } from '../../controls/who.ts'
import type { OptionsPort } from '../options-port.ts'
import { say } from '../../words/say.ts'

/** A site with all that it was given: everywhere first, then tab by tab. Taking back takes all of it. */
export interface AllowedSite {
  origin: Origin
  grants: readonly Grant[]
}

/** What sites have at this moment, by the sites' names. */
export function allowedSites(grants: readonly Grant[], now: number): AllowedSite[] {
  const byOrigin = new Map<Origin, Grant[]>()
  for (const grant of grants.filter((grant) => lasts(grant, now))) {
    byOrigin.set(grant.origin, [...(byOrigin.get(grant.origin) ?? []), grant])
  }
  return [...byOrigin]
    .map(([origin, grants]) => ({ origin, grants: grants.toSorted((a, b) => tabOf(a) - tabOf(b)) }))
    .toSorted((a, b) => hostOf(a).localeCompare(hostOf(b), 'en') || (a.origin < b.origin ? -1 : 1))
}

/** How many have come to their end by now: as long as that stays the same, so does what is drawn. */
export function endedBy(grants: readonly Grant[], now: number): number {
  return grants.filter((grant) => !lasts(grant, now)).length
}

/** The sites in which every word of the search stands: in their names, or in those of the accounts. */
export function matchingSites(
  sites: readonly AllowedSite[],
  search: string,
  views: readonly SessionViewRecord[],
): AllowedSite[] {
  const words = search.toLowerCase().split(/\s+/)
  return sites.filter(({ origin, grants }) => {
    const accounts = grants.map(({ account }) => accountName(account, views))
    const text = [origin, ...accounts].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Whose session it is, in the words by which that person goes. */
export function accountName(account: AccountId, views: readonly SessionViewRecord[]): string {
  const view = views.find((view) => view.account === account)
  if (view === undefined) return say('whoSignedOut')
  if (view.state !== 'signedIn') return view.username
  const { name, detail } = whoOf(view)
  return detail === undefined ? name : `${name} (${detail})`
}

/** One after the other; what went before the first that fails, or before nobody waits for it any more, is gone. */
export async function takeBack(
  { ask }: Pick<OptionsPort, 'ask'>,
  sites: readonly AllowedSite[],
  signal: AbortSignal,
): Promise<Outcome<null, ErrorCode>> {
  for (const { origin } of sites) {
    if (signal.aborted) break
    const outcome = await ask('revokeSite', { origin })
    if (!outcome.ok) return outcome
  }
  return { ok: true, value: null }
}

function lasts({ until }: Grant, now: number): boolean {
  return until.kind !== 'time' || until.at > now
}

function tabOf({ until }: Grant): number {
  return until.kind === 'tab' ? until.tabId : -1
}

export function hostOf({ origin }: Pick<AllowedSite, 'origin'>): string {
  return new URL(origin).host
}
