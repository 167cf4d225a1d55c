import type { CognitoErrorCode, SignInReason } from './cognito-error.ts'
import type { EpochMs, EpochSeconds } from './time.ts'

/** Written before a refresh is sent; a record found with it tells of a refresh whose answer never came home. */
export interface RefreshJournal {
  since: EpochMs
  fromGeneration: number
}

/** What is known of refreshes that failed for a passing reason. */
export interface Retry {
  /** Failed attempts in a row. */
  count: number
  /** Not before this moment, unless forced. */
  at: EpochMs
  /** The last attempt's error. */
  code: CognitoErrorCode
  /** Whether one of them may have reached Cognito without its answer reaching us. */
  sent: boolean
}

export interface SignedInRecord {
  version: 1
  generation: number
  state: 'signedIn'
  idToken: string
  accessToken: string
  refreshToken?: string
  /** Seconds; positive: the local clock is ahead. */
  clockDrift: number
  sub: string
  /** Times of both tokens, so that nothing is decoded on the way of a getSession. Null: the token has none. */
  idTokenTimes: TokenTimes
  accessTokenTimes: TokenTimes
  refreshing?: RefreshJournal
  retry?: Retry
}

export interface TokenTimes {
  issuedAt: EpochSeconds | null
  expiresAt: EpochSeconds | null
}

/** A tombstone without tokens: the generation goes on growing, and a late refresh finds that it is out. */
export interface SignedOutRecord {
  version: 1
  generation: number
  state: 'signedOut'
  /**
   * Refresh tokens still to be revoked: written by the same write that ends the session, so that no death in
   * between forgets them. Gone as soon as they stand in the queue of revocations.
   */
  revoke?: readonly string[]
}

/** A tombstone too: the session ended, though nobody signed out. */
export interface SignInNeededRecord {
  version: 1
  generation: number
  state: 'signInNeeded'
  reason: SignInReason
  /** As in {@link SignedOutRecord}, where the app ended it. */
  revoke?: readonly string[]
}

/** One record a user, always written whole. */
export type SessionRecord = SignedInRecord | SignedOutRecord | SignInNeededRecord
