import type { ClientMetadata } from './authentication-details.ts'
import { settle } from './callback.ts'
import type { ErrorCallback, NodeCallback, SessionCallback } from './callback.ts'
import { CognitoError } from './cognito-error.ts'
import type { SignInReason } from './cognito-error.ts'
import type { CognitoRefreshToken } from './cognito-refresh-token.ts'
import type { CognitoUserPool } from './cognito-user-pool.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { poolContext } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import type { SessionStorage } from './ports.ts'
import type { SessionRecord } from './record.ts'
import { Redacted } from './redacted.ts'
import { noRefreshToken } from './refresh-attempt.ts'
import { SessionKeeper } from './session-keeper.ts'
import type { SessionQuestion } from './session-keeper.ts'
import { endSession, revokeSession, signOutEverywhere } from './sign-out.ts'

export interface ICognitoUserData {
  Username: string
  Pool: CognitoUserPool
  /** Where this user's session is kept, if not where the pool keeps them. */
  Storage?: SessionStorage | undefined
}

export interface GetSessionOptions {
  /** Passed on to the pool's Lambda triggers when the tokens are refreshed. */
  clientMetadata: Record<string, string>
}

export interface RefreshOptions {
  clientMetadata?: ClientMetadata
  /** Gives up waiting. The refresh itself goes on: others may share it, and its answer must not be lost. */
  signal?: AbortSignal | undefined
  /** Not to wait for the end of a back-off. */
  force?: boolean | undefined
}

/** Success or failure, as the old library's methods tell it. */
export interface OutcomeCallbacks<Result> {
  onSuccess(result: Result): void
  onFailure(err: CognitoError): void
}

/** Null: revoked, or nothing there that could be. */
export type RevocationCallback = (err: CognitoError | null, result: null) => void

/** A user's session: asking for it, refreshing it, ending it. */
export class SessionUser extends Redacted {
  protected readonly pool: PoolContext
  protected keeper: SessionKeeper
  /** How often this user signed out: a sign-in that began before finds that it is out. */
  protected departures = 0

  /** @throws Error when the user name or the pool is missing */
  constructor(data: ICognitoUserData) {
    super()
    if (data?.Username == null || data.Pool == null)
      throw new Error('Username and Pool information are required.')
    this.pool = poolContext(data.Pool, data.Storage)
    this.keeper = new SessionKeeper(this.pool, data.Username)
  }

  /** As typed; from the password's proof on, the name that the pool knows the user by. */
  getUsername(): string {
    return this.keeper.username
  }

  /** The memory session, valid or not. */
  getSignInUserSession(): CognitoUserSession | null {
    return this.keeper.session
  }

  /**
   * Takes over a session: at once in memory, then in storage. The promise may be ignored.
   * @throws CognitoError `StorageFailed`: the session is held in memory, and the write is tried again
   */
  setSignInUserSession(session: CognitoUserSession): Promise<void> {
    return ignorable(this.keeper.adopt(session))
  }

  /**
   * A session whose tokens both live: from memory, from storage, or refreshed.
   * @throws CognitoError `NoSession` (with a `reason` where the session did not end by a sign-out),
   * `NoRefreshToken`, `StorageDamaged` (once), or the refresh's error
   */
  getSession(callback: SessionCallback, options?: GetSessionOptions & SessionQuestion): void
  getSession(callback: ErrorCallback, options?: GetSessionOptions & SessionQuestion): void
  getSession(options?: SessionQuestion): Promise<CognitoUserSession>
  getSession(
    first?: SessionCallback | ErrorCallback | SessionQuestion,
    second?: SessionQuestion,
  ): Promise<CognitoUserSession> | void {
    const [callback, options] = typeof first === 'function' ? [first, second] : [undefined, first]
    const answer = this.#named(() => this.keeper.getSession(options ?? {}))
    return settle(answer, callback, this.pool.listener)
  }

  /** Refreshes now, with the stored refresh token or with the one of a session at hand. */
  refreshSession(
    refreshToken: CognitoRefreshToken | undefined,
    callback: SessionCallback,
    clientMetadata?: ClientMetadata,
  ): void
  refreshSession(
    refreshToken: CognitoRefreshToken | undefined,
    callback: ErrorCallback,
    clientMetadata?: ClientMetadata,
  ): void
  refreshSession(
    refreshToken: CognitoRefreshToken | undefined,
    callback?: undefined,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession>
  refreshSession(
    refreshToken: CognitoRefreshToken | undefined,
    callback?: SessionCallback | ErrorCallback,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession> | void {
    const token = refreshToken?.getToken()
    const refreshed = token
      ? this.#named(() => this.keeper.refresh({ token, clientMetadata, force: true }))
      : Promise.reject(noRefreshToken())
    return settle(refreshed, callback, this.pool.listener)
  }

  /**
   * Refreshes now with the stored refresh token, whether the tokens still live or not.
   * @throws CognitoError the refresh's error; the last one's while its back-off lasts, unless forced
   */
  refresh({ clientMetadata, signal, force }: RefreshOptions = {}): Promise<CognitoUserSession> {
    return untilAborted(
      this.#named(() => this.keeper.refresh({ clientMetadata, force })),
      signal,
    )
  }

  /** The record as it is kept, tokens and all; `sessionStatus` of `…/status` tells the same without them. */
  readRecord(): Promise<SessionRecord | undefined> {
    return this.keeper.record()
  }

  /** Finishes what an earlier process left: an interrupted refresh, revocations still to be sent. */
  async resume(): Promise<void> {
    await this.keeper.resume()
    await this.pool.revocations.sendAll()
  }

  /** Ends the session at once, in memory and storage, then revokes its refresh token. Never fails without callback. */
  signOut(callback: RevocationCallback): void
  signOut(): Promise<void>
  signOut(callback?: RevocationCallback): Promise<void> | void {
    this.departures += 1
    const ended = endSession(this.pool, this.keeper)
    if (!callback) return ended.then(() => undefined)
    void settle(ended.then(throwIfAny), callback, this.pool.listener)
  }

  /**
   * Ends the session as {@link signOut} does, but for a reason of the app's own, which whoever asks for the session is
   * told: not signed out, but to sign in again. One that has ended already stays as it is. Never fails.
   *
   * @example await user.endSession('sessionLimit')
   */
  async endSession(reason: SignInReason): Promise<void> {
    this.departures += 1
    await endSession(this.pool, this.keeper, reason)
  }

  /** Ends the user's sessions everywhere. On failure this one stands. */
  globalSignOut(callbacks: OutcomeCallbacks<'SUCCESS'>): void
  globalSignOut(): Promise<'SUCCESS'>
  globalSignOut(callbacks?: OutcomeCallbacks<'SUCCESS'>): Promise<'SUCCESS'> | void {
    const done = signOutEverywhere(this.pool, this.keeper)
    return settle(done, callbacks && nodeCallback(callbacks), this.pool.listener)
  }

  /** Revokes the refresh token; the tokens at hand go on until they expire. */
  revokeTokens(callback: RevocationCallback): void
  revokeTokens(): Promise<void>
  revokeTokens(callback?: RevocationCallback): Promise<void> | void {
    const revoked = revokeSession(this.pool, this.keeper)
    if (!callback) return revoked
    void settle(
      revoked.then(() => null),
      callback,
      this.pool.listener,
    )
  }

  /** A user without a name has no session. */
  #named<Result>(ask: () => Promise<Result>): Promise<Result> {
    if (this.getUsername() !== '') return ask()
    return Promise.reject(new CognitoError('NoUsername', 'Username is null. Cannot retrieve a new session'))
  }
}

/** For promises that may be left alone: a rejection that nobody awaits is no unhandled one. */
function ignorable<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined)
  return promise
}

function throwIfAny(error: CognitoError | undefined): null {
  if (error) throw error
  return null
}

export function nodeCallback<Result>(
  callbacks: OutcomeCallbacks<Result>,
): NodeCallback<CognitoError, Result> {
  return (...[err, result]) => (err === null ? callbacks.onSuccess(result) : callbacks.onFailure(err))
}

function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const give = () =>
      reject(new CognitoError('Aborted', 'The caller gave up waiting.', { cause: signal.reason }))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}
