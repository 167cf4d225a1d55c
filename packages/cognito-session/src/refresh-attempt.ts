import { CognitoError, unusableAnswer } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { freshSession } from './fresh-tokens.ts'
import type { FreshTokens } from './fresh-tokens.ts'
import { jitterOf } from './pool-context.ts'
import type { Ports } from './ports.ts'
import type { Retry, SessionRecord, SignInNeededRecord, SignedInRecord } from './record.ts'
import type { Change } from './record-store.ts'
import { isUnanswered, terminalReason } from './refresh-failure.ts'
import { isQuickTry, retryDelay } from './retry-delay.ts'
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
  /** The stored record, journal and all, as it was when the request was sent. */
  record?: SignedInRecord
}

export type Answer = FreshTokens | CognitoError

/** What becomes of an answered or failed attempt. */
export type Conclusion =
  | { kind: 'fresh'; next: SignedInRecord; session: CognitoUserSession }
  | { kind: 'ended'; next: SignInNeededRecord; session: null; error: CognitoError }
  | { kind: 'kept'; next?: SignedInRecord & { retry: Retry }; error: CognitoError; quick: boolean }
  | { kind: 'discarded'; current: SessionRecord | undefined; error: CognitoError | undefined }

export function begin(
  current: SessionRecord | undefined,
  { token, force }: RefreshWish,
  now: EpochMs,
): Change<Attempt> {
  const signedIn = current?.state === 'signedIn' ? current : undefined
  const { refreshToken, refreshing, retry, sub } = signedIn ?? {}
  const attempt = { generation: current?.generation ?? 0, sub, interrupted: false, failures: 0 }
  if (token !== undefined && token !== refreshToken) return { result: { ...attempt, token, own: false } }
  if (!signedIn) throw noSession(current)
  if (refreshToken === undefined) throw noRefreshToken()
  if (retry && retry.at > now && !force && !refreshing) throw stillFailing(retry)
  const interrupted = refreshing !== undefined || retry?.sent === true
  const record = { ...signedIn, refreshing: { since: now, fromGeneration: attempt.generation } }
  const failures = retry?.count ?? 0
  return {
    result: { ...attempt, token: refreshToken, own: true, interrupted, failures, record },
    next: record,
  }
}

/** The answer came, or none. Whether it still counts is seen by what is stored now. */
export function conclude(
  current: SessionRecord | undefined,
  attempt: Attempt,
  answer: Answer,
  generation: number,
  ports: Ports,
): Conclusion {
  const brought = judge(answer, attempt, ports)
  const { error } = brought
  if (!error) {
    const { session } = brought
    if (!stands(current, attempt)) return { kind: 'discarded', current, error }
    return { kind: 'fresh', next: recordOf(session, generation), session }
  }
  if (!attempt.own) return { kind: 'kept', error, quick: false }
  if (current?.state !== 'signedIn' || !stands(current, attempt)) return { kind: 'discarded', current, error }
  const reason = terminalReason(error, attempt.interrupted)
  if (!reason) return keep(current, attempt, brought, generation, ports)
  const next = { version: 1, generation, state: 'signInNeeded', reason } as const
  return { kind: 'ended', next, session: null, error: error.with({ reason }) }
}

interface Failure {
  error: CognitoError
  /** An answer without usable tokens may still bring the next refresh token: losing it would lose the session. */
  rotated?: string | undefined
}

/** The session that an answer brings, or what is wrong with it. */
function judge(
  answer: Answer,
  { token, sub }: Attempt,
  ports: Ports,
): Failure | { session: CognitoUserSession; error?: undefined } {
  if (answer instanceof CognitoError) return { error: answer }
  const session = freshSession(answer, answer.refreshToken ?? token, ports)
  if (!session) return { error: unusableAnswer(), rotated: answer.refreshToken }
  return isOther(session, sub) ? { error: subjectMismatch() } : { session }
}

/** The failure passes. */
function keep(
  current: SignedInRecord,
  { failures, interrupted }: Attempt,
  { error, rotated }: Failure,
  generation: number,
  ports: Ports,
): Conclusion {
  const { code, retryAfter } = error
  const failure = { count: failures + 1, code, unanswered: isUnanswered(error), retryAfter }
  const retryAt = later(ports.now(), retryDelay(failure, jitterOf(ports)))
  const sent = rotated === undefined && (interrupted || failure.unanswered)
  const { refreshing: _, ...rest } = current
  const retry = { count: failure.count, at: retryAt, code, sent }
  const next = { ...rest, ...(rotated !== undefined && { refreshToken: rotated, generation }), retry }
  return { kind: 'kept', next, error: error.with({ retryAt }), quick: isQuickTry(failure) }
}

function stands(current: SessionRecord | undefined, { own, generation, token }: Attempt): boolean {
  if ((current?.generation ?? 0) !== generation) return false
  return !own || (current?.state === 'signedIn' && current.refreshToken === token)
}

function isOther(session: CognitoUserSession, sub: string | undefined): boolean {
  const subject = session.getIdToken().payload.sub
  const holder: unknown = session.getAccessToken().payload.sub
  return (Boolean(sub) && subject !== sub) || (holder !== undefined && holder !== subject)
}

/** The message is the old library's. */
export function noSession(current?: SessionRecord): CognitoError {
  const reason = current?.state === 'signInNeeded' ? current.reason : undefined
  return new CognitoError('NoSession', 'Local storage is missing an ID Token, Please authenticate', {
    reason,
  })
}

export function noRefreshToken(): CognitoError {
  return new CognitoError('NoRefreshToken', 'Cannot retrieve a new session. Please authenticate.')
}

function stillFailing({ code, at }: Retry): CognitoError {
  const message = 'The last refresh failed; the next attempt is not due yet.'
  return new CognitoError(code, message, { retryAt: at })
}

function subjectMismatch(): CognitoError {
  const message = "Cognito answered with another user's tokens. They were not stored."
  return new CognitoError('SubjectMismatch', message)
}
