import type { ActiveTab } from '../browser/active-tab.ts'
import type { Grant } from '../contract/grant.ts'
import { originOf, type Origin } from '../contract/identity.ts'

/** What the popup can do about the page it stands over. */
export type SiteState =
  | { kind: 'closed'; why: string }
  | { kind: 'notAllowed'; origin: Origin; tabId: number }
  | { kind: 'allowed'; origin: Origin; tabId: number; grant: Grant }

export function siteStateOf(tab: ActiveTab | undefined, grants: readonly Grant[], now: number): SiteState {
  if (tab?.url === undefined) return { kind: 'closed', why: UNKNOWN }
  const origin = originOf(tab.url)
  const why = whyClosed(tab.url)
  if (why !== undefined || origin === undefined) return { kind: 'closed', why: why ?? INSECURE }
  const here = grants.filter((grant) => grant.origin === origin && counts(grant, tab.id, now))
  const grant = here.find(({ until }) => until.kind === 'tab') ?? here[0]
  return grant === undefined
    ? { kind: 'notAllowed', origin, tabId: tab.id }
    : { kind: 'allowed', origin, tabId: tab.id, grant }
}

const UNKNOWN =
  'The browser does not say which page this is. Go to the page and click the extension’s icon there.'
const BROWSER_PAGE = 'This page belongs to the browser. No extension may run here.'
const STORE = 'This is a store for extensions. Browsers let no extension run here.'
const FILE = 'This is a file on your computer. It has no address that a session could be shared with.'
const INSECURE =
  'This page came over an insecure connection (http). A session is shared with https pages only, and with pages on this computer.'

/** Where browsers refuse content scripts: Chrome's and Edge's stores, Mozilla's add-ons. */
const STORES = new Set(['chromewebstore.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org'])

function whyClosed(address: string): string | undefined {
  if (!URL.canParse(address)) return UNKNOWN
  const { protocol, hostname, pathname } = new URL(address)
  if (protocol === 'file:') return FILE
  if (protocol === 'http:') return undefined
  if (protocol !== 'https:') return BROWSER_PAGE
  const oldStore = hostname === 'chrome.google.com' && pathname.startsWith('/webstore')
  return STORES.has(hostname) || oldStore ? STORE : undefined
}

function counts({ until }: Grant, tabId: number, now: number): boolean {
  if (until.kind === 'time') return until.at > now
  return until.kind === 'revoked' || until.tabId === tabId
}
