import type { CognitoError, CognitoErrorCode, SignInReason } from './cognito-error.ts'
import type { EpochMs } from './time.ts'

/** What happened, told to `onEvent` of a pool. No token ever stands in an event. */
export type SessionEvent =
  | { type: 'signedIn'; username: string; generation: number }
  /** `rotated`: with a new refresh token too. */
  | { type: 'refreshed'; username: string; generation: number; rotated: boolean }
  | { type: 'signedOut'; username: string; generation: number }
  | { type: 'signInNeeded'; username: string; generation: number; reason: SignInReason }
  /** The session stands; `retryAt` is when the next attempt is due. */
  | { type: 'refreshFailed'; username: string; code: CognitoErrorCode; retryAt: EpochMs }
  /** A refresh was answered after the session had ended; its tokens were thrown away (and revoked). */
  | { type: 'refreshDiscarded'; username: string }
  /** A write failed; memory holds the newer record, and the write is tried again. */
  | { type: 'storageFailed'; username: string; error: CognitoError }
  | { type: 'storageDamaged'; username: string; key: string }
  | { type: 'revocationQueued'; code: CognitoErrorCode }
  | { type: 'revocationDropped'; code: CognitoErrorCode }
  /** A callback of the app threw. It is not called again, and the session is as it was. */
  | { type: 'callbackThrew'; cause: unknown }

export type EventListener = (event: SessionEvent) => void
