import type { SignInReason } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId, ProfileId } from './identity.ts'

/**
 * What is known of the tokens' signatures. `unchecked`: the pool's keys were out of reach, and the tokens came
 * from the pool itself over TLS. `failed` tokens are delivered to nobody.
 */
export type Signature =
  | { state: 'pending' | 'verified' | 'unchecked' }
  | { state: 'failed'; code: (typeof failures)[number] }

/** What can be wrong with a signature. */
export const failures = ['SignatureInvalid', 'AlgorithmUnsupported', 'KeyUnknown', 'ClaimsInvalid'] as const

/** What the two tokens say, without the tokens. */
export interface TokenClaims {
  idClaims: Readonly<Record<string, unknown>>
  accessClaims: Readonly<Record<string, unknown>>
}

interface ViewOfAnyState {
  version: 1
  account: AccountId
  profile: ProfileId
  generation: number
  /** The user's name in the pool. */
  username: string
}

/** What extension pages draw: everything about a session but its tokens. Times are milliseconds on this device's clock. */
export interface SignedInView extends ViewOfAnyState {
  state: 'signedIn'
  idClaims: Record<string, unknown>
  accessClaims: Record<string, unknown>
  /** What the tokens before these said: those that the last refresh replaced, or a new sign-in over a living session. */
  former?: TokenClaims | undefined
  issuedAt: number
  idExpiresAt: number
  accessExpiresAt: number
  /** Seconds; positive: this device's clock is ahead of Cognito's. */
  clockDrift: number
  /** Bytes of the two tokens. */
  sizes: { id: number; access: number }
  canRefresh: boolean
  /** A refresh is under way. */
  refreshing: boolean
  /** The last refresh failed for a passing reason and will be tried again at `at`. */
  retry?: { at: number; code: string; count: number }
  signature: Signature
  /** Uniform in [0, 1), drawn once for these tokens: it spreads refreshes over time. */
  jitter: number
}

export type SessionViewRecord =
  | SignedInView
  | (ViewOfAnyState & { state: 'signedOut' })
  | (ViewOfAnyState & { state: 'signInNeeded'; reason: SignInReason })
