import type { ActiveTab } from '../browser/active-tab.ts'
import type { Grant } from '../contract/grant.ts'
import { originOf, type Origin } from '../contract/identity.ts'

/** Why no site can be allowed on a page. */
type WhyClosed = 'unknown' | 'browserPage' | 'store' | 'file' | 'insecure'

/** What the popup can do about the page it stands over. */
export type SiteState =
  | { kind: 'closed'; why: WhyClosed }
  | { kind: 'notAllowed'; origin: Origin; tabId: number }
  | { kind: 'allowed'; origin: Origin; tabId: number; grant: Grant }

export function siteStateOf(tab: ActiveTab | undefined, grants: readonly Grant[], now: number): SiteState {
  if (tab?.url === undefined) return { kind: 'closed', why: 'unknown' }
  const origin = originOf(tab.url)
  const why = whyClosed(tab.url)
  if (why !== undefined || origin === undefined) return { kind: 'closed', why: why ?? 'insecure' }
  const here = grants.filter((grant) => grant.origin === origin && counts(grant, tab.id, now))
  const grant = here.find(({ until }) => until.kind === 'tab') ?? here[0]
  return grant === undefined
    ? { kind: 'notAllowed', origin, tabId: tab.id }
    : { kind: 'allowed', origin, tabId: tab.id, grant }
}

/** Where browsers refuse content scripts: Chrome's and Edge's stores, Mozilla's add-ons. */
const STORES = new Set(['chromewebstore.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org'])

function whyClosed(address: string): WhyClosed | undefined {
  if (!URL.canParse(address)) return 'unknown'
  const { protocol, hostname, pathname } = new URL(address)
  if (protocol === 'file:') return 'file'
  if (protocol === 'http:') return undefined
  if (protocol !== 'https:') return 'browserPage'
  const oldStore = hostname === 'chrome.google.com' && pathname.startsWith('/webstore')
  return STORES.has(hostname) || oldStore ? 'store' : undefined
}

function counts({ until }: Grant, tabId: number, now: number): boolean {
  if (until.kind === 'time') return until.at > now
  return until.kind === 'revoked' || until.tabId === tabId
}
