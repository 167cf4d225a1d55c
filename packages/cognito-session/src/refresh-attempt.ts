import { CognitoError } from './cognito-error.ts'
import type { SignInReason } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { freshSession } from './fresh-tokens.ts'
import type { FreshTokens } from './fresh-tokens.ts'
import type { Clock } from './ports.ts'
import type { SessionRecord, SignedInRecord } from './record.ts'
import { isUnanswered, terminalReason } from './refresh-failure.ts'
import { isQuickTry, retryDelay } from './retry-delay.ts'
import type { FailedAttempts } from './retry-delay.ts'
import { recordOf } from './session-record.ts'
import { later } from './time.ts'
import type { EpochMs } from './time.ts'

/** How a refresh is asked for. */
export interface RefreshWish {
  /** A refresh token that the caller brings; else the stored one. */
  token?: string | undefined
  /** Not to wait for the end of a back-off. */
  force?: boolean | undefined
}

/** A refresh about to be sent: the token, and what has to be unchanged when the answer comes. */
export interface Attempt {
  token: string
  generation: number
  sub: string | undefined
  /** Whether the token is the stored one, so that its fate is the session's. */
  own: boolean
  /** An earlier attempt with this token may have reached Cognito without its answer reaching us. */
  interrupted: boolean
  failures: number
}

export interface Surroundings {
  clock: Clock
  /** In [0, 1). */
  jitter: number
}

/** What becomes of an answered or failed attempt. */
export type Conclusion =
  | { kind: 'fresh'; next: SignedInRecord; session: CognitoUserSession }
  | { kind: 'discarded'; current: SessionRecord | undefined; error?: CognitoError }
  | { kind: 'ended'; next: SessionRecord; reason: SignInReason; error: CognitoError }
  | { kind: 'kept'; next?: SignedInRecord; error: CognitoError; quick: boolean }

export function begin(
  current: SessionRecord | undefined,
  { token, force = false }: RefreshWish,
  now: EpochMs,
): { attempt: Attempt; next?: SignedInRecord } {
  if (token !== undefined && !(current?.state === 'signedIn' && current.refreshToken === token)) {
    return { attempt: foreignAttempt(token, current) }
  }
  if (current?.state !== 'signedIn') throw noSession(current)
  const { refreshToken, generation, sub, refreshing, retry } = current
  if (refreshToken === undefined) throw noRefreshToken()
  if (retry && retry.at > now && !force && !refreshing) throw stillFailing(retry.code, retry.at)
  const interrupted = refreshing !== undefined || retry?.sent === true
  return {
    attempt: { token: refreshToken, generation, sub, own: true, interrupted, failures: retry?.count ?? 0 },
    next: { ...current, refreshing: { since: now, fromGeneration: generation } },
  }
}

/** The answer came. Whether it still counts is seen by what is stored now. */
export function conclude(
  current: SessionRecord | undefined,
  attempt: Attempt,
  tokens: FreshTokens,
  generation: number,
  surroundings: Surroundings,
): Conclusion {
  if (!stands(current, attempt)) return { kind: 'discarded', current }
  const session = freshSession(tokens, tokens.refreshToken ?? attempt.token, surroundings.clock)
  if (session && isOther(session, attempt.sub)) {
    return fail(current, attempt, subjectMismatch(), generation, surroundings)
  }
  if (session) return { kind: 'fresh', next: recordOf(session, generation), session }
  return fail(current, attempt, incomplete(), generation, { ...surroundings, rotated: tokens.refreshToken })
}

/**
 * The attempt failed. A terminal error ends the session, if it is still the session that was asked for.
 * An answer without usable tokens may still have brought the next refresh token (`rotated`): losing it would lose
 * the session.
 */
export function fail(
  current: SessionRecord | undefined,
  attempt: Attempt,
  error: CognitoError,
  generation: number,
  { clock, jitter, rotated }: Surroundings & { rotated?: string | undefined },
): Conclusion {
  const reason = terminalReason(error, attempt.interrupted)
  if (!attempt.own) return { kind: 'kept', error, quick: false }
  if (current?.state !== 'signedIn' || !stands(current, attempt)) return { kind: 'discarded', current, error }
  if (reason) {
    return {
      kind: 'ended',
      next: { version: 1, generation, state: 'signInNeeded', reason },
      reason,
      error: error.with({ reason }),
    }
  }
  const failure = failureOf(error, attempt)
  const at = later(clock.now(), retryDelay(failure, jitter))
  const sent = rotated === undefined && (attempt.interrupted || failure.unanswered)
  const { refreshing: _, ...rest } = current
  const retry = { count: failure.count, at, code: error.code, sent }
  const next = { ...rest, ...(rotated !== undefined && { refreshToken: rotated, generation }), retry }
  return { kind: 'kept', next, error: error.with({ retryAt: at }), quick: isQuickTry(failure) }
}

function failureOf(error: CognitoError, { failures }: Attempt): FailedAttempts {
  const { code, retryAfter } = error
  return { count: failures + 1, code, unanswered: isUnanswered(error), retryAfter }
}

function foreignAttempt(token: string, current: SessionRecord | undefined): Attempt {
  const sub = current?.state === 'signedIn' ? current.sub : undefined
  return { token, generation: current?.generation ?? 0, sub, own: false, interrupted: false, failures: 0 }
}

function stands(current: SessionRecord | undefined, { own, generation, token }: Attempt): boolean {
  if (!own) return (current?.generation ?? 0) === generation
  return current?.state === 'signedIn' && current.generation === generation && current.refreshToken === token
}

function isOther(session: CognitoUserSession, sub: string | undefined): boolean {
  const subject = session.getIdToken().payload.sub
  const holder: unknown = session.getAccessToken().payload.sub
  return (Boolean(sub) && subject !== sub) || (holder !== undefined && holder !== subject)
}

/** The message is the old library's. */
export function noSession(current: SessionRecord | undefined): CognitoError {
  const reason = current?.state === 'signInNeeded' ? current.reason : undefined
  return new CognitoError('NoSession', 'Local storage is missing an ID Token, Please authenticate', {
    reason,
  })
}

export function noRefreshToken(): CognitoError {
  return new CognitoError('NoRefreshToken', 'Cannot retrieve a new session. Please authenticate.')
}

function stillFailing(code: CognitoError['code'], retryAt: EpochMs): CognitoError {
  return new CognitoError(code, 'The last refresh failed; the next attempt is not due yet.', { retryAt })
}

function subjectMismatch(): CognitoError {
  return new CognitoError(
    'SubjectMismatch',
    "Cognito answered with another user's tokens. They were not stored.",
  )
}

function incomplete(): CognitoError {
  return new CognitoError('InvalidResponse', 'Cognito answered without a usable pair of tokens. Try again.')
}
