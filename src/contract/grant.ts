import type { Gives, GrantView } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId, Origin } from './identity.ts'

/** What one origin may have, as the person decided. Stored whole under `grant:<origin>`. */
export interface Grant {
  version: 1
  origin: Origin
  gives: Gives
  /** Whose session it is. Another account of the same person needs a grant of its own. */
  account: AccountId
  /** Whether frames of this origin inside other sites may ask. */
  frames: boolean
  maySignOut: boolean
  /** Milliseconds since the epoch. */
  since: number
  until: { kind: 'revoked' } | { kind: 'time'; at: number } | { kind: 'tab'; tabId: number }
  lastUsed?: number
}

/** A click on "Allow" that waits for the browser's host permission. Stored under `consent:<origin>`. */
export interface ClickedConsent {
  version: 1
  grant: Grant
  tabId: number
  /** Whether the browser has given the host: then the grant is made, if need be at the next start. */
  given: boolean
  /** Milliseconds since the epoch; after this the click counts no more. */
  expires: number
}

/** What the site itself may know of its grant: not the account, not when it was last used. */
export function grantViewOf(grant: Grant): GrantView {
  const { origin, gives, frames, maySignOut, since, until } = grant
  const view = { origin, gives, frames, maySignOut, since }
  return until.kind === 'time' ? { ...view, until: until.at } : view
}
