import {
  CognitoError,
  type AuthenticationDetails,
  type ClientMetadata,
  type CognitoRefreshToken,
  type CognitoUserSession,
  type ErrorCallback,
  type GetSessionOptions,
  type NodeCallback,
  type OutcomeCallbacks,
  type SessionCallback,
} from '@cognito-shared-session/cognito-session'
import { settle } from './callback.ts'
import type { CognitoUserPool } from './cognito-user-pool.ts'
import { isHandle, poolSession, type PoolSession } from './pool-session.ts'
import { noSession } from './session-failure.ts'

export interface ICognitoUserData {
  Username: string
  Pool: CognitoUserPool
}

/**
 * The person who is signed in, as code written for amazon-cognito-identity-js knows them. Each question goes to
 * the extension. Every method with a callback gives a promise where it gets none.
 *
 * @example const session = await pool.getCurrentUser()?.getSession()
 */
export class CognitoUser {
  readonly #pool: PoolSession
  readonly #username: string

  /** @throws Error when the user name or the pool is missing */
  constructor(data: ICognitoUserData) {
    if (data?.Username == null || data.Pool == null)
      throw new Error('Username and Pool information are required.')
    this.#username = data.Username
    this.#pool = poolSession(data.Pool)
  }

  /** As given; `''` before the extension has said who is signed in. */
  getUsername(): string {
    return this.#username || (this.#pool.username ?? '')
  }

  /** What the extension answered last, valid or not. */
  getSignInUserSession(): CognitoUserSession | null {
    return this.#pool.current
  }

  /** Changes nothing that is shared: the extension's session is the session. */
  setSignInUserSession(session: CognitoUserSession): void {
    this.#pool.current = session
  }

  /**
   * The shared session, refreshed where it must be.
   * @throws CognitoError `NoSession` (with a `reason` where it did not end by a sign-out, or with the
   * extension's sentence where this site is not allowed), `NetworkError`, `Timeout`, `SignatureInvalid` …
   */
  getSession(callback: SessionCallback, options?: GetSessionOptions): void
  getSession(callback: ErrorCallback, options?: GetSessionOptions): void
  getSession(options?: GetSessionOptions): Promise<CognitoUserSession>
  getSession(
    first?: SessionCallback | ErrorCallback | GetSessionOptions,
    second?: GetSessionOptions,
  ): Promise<CognitoUserSession> | void {
    const [callback, options] = typeof first === 'function' ? [first, second] : [undefined, first]
    return settle(this.#ask(options?.clientMetadata), callback)
  }

  /**
   * Has the session refreshed now. The extension may answer with the session as it is: an origin gets one
   * forced refresh in 30 s.
   * @throws CognitoError `NoRefreshToken` without a token, `InvalidParameter` with a token from elsewhere
   */
  refreshSession(
    token: CognitoRefreshToken | undefined,
    callback: SessionCallback,
    metadata?: ClientMetadata,
  ): void
  refreshSession(
    token: CognitoRefreshToken | undefined,
    callback: ErrorCallback,
    metadata?: ClientMetadata,
  ): void
  refreshSession(
    token: CognitoRefreshToken | undefined,
    callback?: undefined,
    metadata?: ClientMetadata,
  ): Promise<CognitoUserSession>
  refreshSession(
    token: CognitoRefreshToken | undefined,
    callback?: SessionCallback | ErrorCallback,
    metadata?: ClientMetadata,
  ): Promise<CognitoUserSession> | void {
    return settle(isHandle(token) ? this.#ask(metadata, true) : Promise.reject(notOurs(token)), callback)
  }

  /**
   * Asks the extension to end the shared session, on all sites.
   * @throws CognitoError `NotAuthorizedException` where the person did not allow this site to do that
   */
  signOut(callback: ErrorCallback): void
  signOut(): Promise<null>
  signOut(callback?: ErrorCallback): Promise<null> | void {
    return settle(this.#signOut(false), callback)
  }

  /** The same on all devices of this user. */
  globalSignOut(callbacks: OutcomeCallbacks<'SUCCESS'>): void
  globalSignOut(): Promise<'SUCCESS'>
  globalSignOut(callbacks?: OutcomeCallbacks<'SUCCESS'>): Promise<'SUCCESS'> | void {
    const ended = this.#signOut(true).then(() => 'SUCCESS' as const)
    return settle(ended, callbacks && nodeCallback(callbacks))
  }

  /** Fails: a page has no business with passwords. The person signs in by the extension's toolbar icon. */
  authenticateUser(_: AuthenticationDetails, callbacks: { onFailure(err: CognitoError): void }): void {
    void settle<never>(
      Promise.reject(noSession()),
      (err: CognitoError | null) => err && callbacks.onFailure(err),
    )
  }

  async #ask(clientMetadata: ClientMetadata, forceRefresh = false): Promise<CognitoUserSession> {
    const session = await this.#pool.get({
      ...(clientMetadata && { clientMetadata }),
      ...(forceRefresh && { forceRefresh }),
    })
    if (this.#username === '' || this.#username === this.#pool.username) return session
    throw new CognitoError('NoSession', `${this.#username} is not the one who is signed in.`)
  }

  async #signOut(everywhere: boolean): Promise<null> {
    await this.#pool.signOut(everywhere ? { everywhere } : {})
    return null
  }
}

function nodeCallback<Result>(callbacks: OutcomeCallbacks<Result>): NodeCallback<CognitoError, Result> {
  return (...[err, result]) => (err === null ? callbacks.onSuccess(result) : callbacks.onFailure(err))
}

function notOurs(token: CognitoRefreshToken | undefined): CognitoError {
  if (!token?.getToken())
    return new CognitoError('NoRefreshToken', 'Cannot retrieve a new session. Please authenticate.')
  return new CognitoError(
    'InvalidParameter',
    'Only what getRefreshToken() of this session gives can be refreshed.',
  )
}
