import type { Gives, GrantView, Want } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId, Origin } from './identity.ts'

/**
 * What one origin may have, as the person decided. Stored whole under `grant:<origin>`, or for a tab under
 * `grant:<origin> <tabId>`: see {@link grantKey}.
 */
export interface Grant {
  version: 2
  origin: Origin
  gives: Gives
  /** Whose session it is. Another account of the same person needs a grant of its own. */
  account: AccountId
  /** The sites inside which frames of this origin may ask; each was named to the person. */
  frames: readonly Origin[]
  maySignOut: boolean
  /** Milliseconds since the epoch. */
  since: number
  until:
    | { kind: 'revoked' }
    | { kind: 'time'; at: number }
    /** `run` is the run of the browser in which the tab is that tab. */
    | { kind: 'tab'; tabId: number; run: number }
  lastUsed?: number
  /** Given on top of what an operator gave the site: it stands in nobody's way where that is for another account. */
  beside?: true
  /** Set by the operator: computed from the policy at each question, never stored, and not the person's to take back. */
  source?: 'policy'
}

/** What a grant is stored under: one for a tab stands beside the site's own, and beside those for other tabs. */
export function grantKey({ origin, until }: Pick<Grant, 'origin' | 'until'>): string {
  return until.kind === 'tab' ? tabKey(origin, until.tabId) : origin
}

export function tabKey(origin: Origin, tabId: number): string {
  return `${origin} ${tabId}`
}

/** Whether all that is wanted was given. */
export function covers(gives: Gives, { claims = [], idToken, accessToken }: Want): boolean {
  const tokens = (!idToken || gives.idToken) && (!accessToken || gives.accessToken)
  return tokens && claims.every((name) => gives.claims.includes(name))
}

/** As it was written before frames were named, and before tabs were told apart by the browser's run. */
export interface GrantBefore extends Omit<Grant, 'version' | 'frames' | 'until'> {
  version: 1
  frames: boolean
  until: Exclude<Grant['until'], { kind: 'tab' }> | { kind: 'tab'; tabId: number }
}

/**
 * A stored grant of any version, as it reads now. No site was named for the frames of an old one, so it has
 * none; one for a tab has come to its end.
 */
export function currentGrant(stored: Grant | GrantBefore): Grant {
  if (stored.version === 2) return stored
  const { until } = stored
  return { ...stored, version: 2, frames: [], until: until.kind === 'tab' ? { ...until, run: 0 } : until }
}

/** A click on "Allow" that waits for the browser's host permission. Stored under `consent:<origin>`. */
export interface ClickedConsent<Stored = Grant> {
  version: 1
  grant: Stored
  tabId: number
  /** Whether the browser has given the host: then the grant is made, if need be at the next start. */
  given: boolean
  /** Milliseconds since the epoch; after this the click counts no more. */
  expires: number
}

/** What the site itself may know of its grant: not the account, not when it was last used. */
export function grantViewOf({ origin, gives, frames, maySignOut, since, until }: Grant): GrantView {
  const view = { origin, gives, frames: frames.length > 0, maySignOut, since }
  return until.kind === 'time' ? { ...view, until: until.at } : view
}
