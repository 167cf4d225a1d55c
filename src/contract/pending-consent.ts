import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { Grant } from './grant.ts'
import type { Origin } from './identity.ts'

/** A page that asked and waits for the person. Stored under `asking:<origin>` in the session area. */
export interface PendingConsent {
  version: 1
  origin: Origin
  want: Gives
  /** The page's own words. */
  reason?: string
  tabId: number
  /** The site in the address bar, where it is a frame that asks. */
  top?: Origin
  /** What the site has already; it counts on where the person refuses. */
  before?: Grant
  /** Milliseconds since the epoch: who came first is shown first. */
  since: number
  /** Whether a window has shown it: if that is gone, the person closed it. */
  shown: boolean
  /** Ids of the page's questions: one that is repeated because its answer was lost is the same question. */
  questions: string[]
}

/** Who is shown: the one that came first. */
export function firstAsked(pending: readonly PendingConsent[]): PendingConsent | undefined {
  return [...pending].sort((one, other) => one.since - other.since)[0]
}
