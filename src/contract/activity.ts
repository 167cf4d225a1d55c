import type { Gives, SignInReason } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId, Origin } from './identity.ts'

/** Who had a session refreshed: the alarm, a question, the person's click, a worker's start, the network's return. */
export type RefreshedBy = 'alarm' | 'question' | 'person' | 'start' | 'network'

/** Who ended a session. `poolChanged`: its user pool was changed or removed here. */
export type SignedOutBy = 'person' | 'site' | 'poolChanged'

/** What ended a permission: the person, the site, its time, its tab, or a click in the browser's own settings. */
export type EndedBy = 'person' | 'site' | 'time' | 'tab' | 'browser'

interface Refresh {
  account: AccountId
  by?: RefreshedBy
  /** Milliseconds after the moment it was due; of the alarm's alone. */
  late?: number
}

/**
 * What happened. Times are milliseconds since the epoch, or of a length. Nothing here is a secret: no token, no
 * claim's value, no code, no password.
 */
export type Happening =
  /** A worker started. What the one before it noted in its last two seconds may be missing. */
  | { kind: 'started' }
  /** The same worker heard nothing for so long, not even its own timer: the device slept, or its clock was set ahead. */
  | { kind: 'slept'; length: number }
  | { kind: 'clockSetBack'; length: number }
  | { kind: 'signedIn'; account: AccountId }
  /** `rotated`: with a new refresh token too. */
  | (Refresh & { kind: 'refreshed'; rotated: boolean })
  | (Refresh & { kind: 'refreshFailed'; code: string; retryAt: number })
  | (Refresh & { kind: 'signInNeeded'; reason: SignInReason })
  /** `origin`: the site that asked for it. */
  | { kind: 'signedOut'; account: AccountId; by?: SignedOutBy; origin?: Origin }
  | { kind: 'allowed'; origin: Origin; account: AccountId; gives: Gives; until?: number }
  | { kind: 'ended'; origin: Origin; by: EndedBy }
  /** The person said no to a page that asked. */
  | { kind: 'refused'; origin: Origin }
  /**
   * A site got this; noted once for the same tokens and wish as long as the worker lives. A token is named by its
   * `jti`, and is empty where it has none; `until` is the end of the tokens' life.
   */
  | {
      kind: 'delivered'
      origin: Origin
      account: AccountId
      claims: string[]
      idToken?: string
      accessToken?: string
      until: number
    }
  /**
   * A whole token went to a page of the extension, to be copied by the person's click; named as in a delivery. Whether
   * the clipboard took it, and who read it there, is not known.
   */
  | { kind: 'copied'; account: AccountId; idToken?: string; accessToken?: string; until: number }
  /** The claims were drawn on a page, by the person's gesture. */
  | { kind: 'drawn' }

export type ActivityEntry = Happening & { at: number }

/** Stored under `activity:<number>`: the higher the number, the later. In each, the latest entry stands last. */
export interface ActivityRecord {
  version: 1
  entries: readonly ActivityEntry[]
}
