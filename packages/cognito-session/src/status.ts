import type { SignInReason } from './cognito-error.ts'
import type { RefreshJournal, Retry, SessionRecord, SignedInRecord } from './record.ts'
import { parseRecord } from './record-text.ts'
import type { CognitoUser } from './cognito-user.ts'
import { onLocalClock } from './time.ts'
import type { EpochMs, EpochSeconds } from './time.ts'

/** What may be told about a session to those who must not see a token. Moments are on the local clock. */
export type SessionStatus =
  | SignedInStatus
  | { state: 'signedOut'; generation: number }
  | { state: 'signInNeeded'; generation: number; reason: SignInReason }

export interface SignedInStatus {
  state: 'signedIn'
  generation: number
  sub: string
  issuedAt: EpochMs | null
  idTokenExpiresAt: EpochMs | null
  accessTokenExpiresAt: EpochMs | null
  /** Seconds; positive: the local clock is ahead. */
  clockDrift: number
  /** Whether a refresh token is there. */
  refreshable: boolean
  refreshing?: RefreshJournal
  retry?: Retry
  /** When to try again after a passing failure: at once for an interrupted refresh. */
  nextAttempt?: EpochMs
}

/**
 * Of a user, as the storage has it now.
 *
 * @example
 * const status = await sessionStatus(user)
 * if (status.state === 'signedIn') showUntil(status.accessTokenExpiresAt)
 */
export async function sessionStatus(user: CognitoUser): Promise<SessionStatus> {
  return statusOf(await user.readRecord())
}

/** The same for a stored text, pure: for a storage that keeps a view without tokens beside the record. */
export function describeRecord(text: string | null): SessionStatus {
  const parsed = parseRecord(text)
  return parsed.ok
    ? statusOf(parsed.record)
    : { state: 'signInNeeded', generation: parsed.generation, reason: 'damaged' }
}

function statusOf(record: SessionRecord | undefined): SessionStatus {
  if (record === undefined) return { state: 'signedOut', generation: 0 }
  if (record.state === 'signedIn') return signedInStatus(record)
  const { state, generation } = record
  return state === 'signedOut' ? { state, generation } : { state, generation, reason: record.reason }
}

function signedInStatus(record: SignedInRecord): SignedInStatus {
  const local = (moment: EpochSeconds | null) =>
    moment === null ? null : onLocalClock(moment, record.clockDrift)
  const nextAttempt = record.refreshing?.since ?? record.retry?.at
  return {
    state: 'signedIn',
    generation: record.generation,
    sub: record.sub,
    issuedAt: local(record.accessTokenTimes.issuedAt),
    idTokenExpiresAt: local(record.idTokenTimes.expiresAt),
    accessTokenExpiresAt: local(record.accessTokenTimes.expiresAt),
    clockDrift: record.clockDrift,
    refreshable: record.refreshToken !== undefined,
    ...(record.refreshing && { refreshing: record.refreshing }),
    ...(record.retry && { retry: record.retry }),
    ...(nextAttempt !== undefined && { nextAttempt }),
  }
}
