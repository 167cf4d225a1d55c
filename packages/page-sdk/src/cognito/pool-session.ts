import {
  CognitoAccessToken,
  CognitoError,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import { SessionSdkError } from '../error.ts'
import type { connectSession } from '../connect.ts'
import type { GetSessionOptions, SharedSession, SignOutOptions } from '../session.ts'
import { asCognitoError, noSession } from './session-failure.ts'

const want = { idToken: true, accessToken: true } as const

interface PoolOptions {
  userPoolId: string
  clientId: string
  connect: typeof connectSession
}

/** Stands where the refresh token stands. It opens nothing: the extension keeps the real one to itself. */
const HANDLE = 'held-by-cognito-shared-session'

/** The shared session as one pool's classes see it: theirs, or none. */
export class PoolSession {
  /** Undefined: not known yet. Null: nobody. */
  username: string | null | undefined
  current: CognitoUserSession | null = null
  readonly #options: PoolOptions
  #connected: Promise<SharedSession<typeof want>> | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** The session now, null where nobody is signed in. */
  async look(): Promise<CognitoUserSession | null> {
    return this.get({}).catch((error: unknown) => {
      if (error instanceof CognitoError && error.code === 'NoSession' && this.username === null) return null
      throw error
    })
  }

  /** @throws CognitoError */
  async get(options: GetSessionOptions): Promise<CognitoUserSession> {
    try {
      const session = await this.#connect()
      return this.#take(await session.getSession(options))
    } catch (error) {
      if (isUnallowed(error)) this.#forget(undefined)
      throw asCognitoError(error)
    }
  }

  /** @throws CognitoError */
  async signOut(options: SignOutOptions): Promise<void> {
    try {
      await (await this.#connect()).signOut(options)
      this.#forget(null)
    } catch (error) {
      throw asCognitoError(error)
    }
  }

  /** One connection for all users of the pool. One that failed is tried anew: the person may have allowed since. */
  #connect(): Promise<SharedSession<typeof want>> {
    this.#connected ??= this.#options.connect({ want, silent: true }).catch((error: unknown) => {
      this.#connected = undefined
      throw error
    })
    return this.#connected
  }

  #take(view: Awaited<ReturnType<SharedSession<typeof want>['getSession']>>): CognitoUserSession {
    if (view.state !== 'signedIn') {
      this.#forget(null)
      throw noSession(view.state === 'signInNeeded' ? view.reason : undefined)
    }
    const { idToken, accessToken, expiresAt } = view
    if (idToken === undefined || accessToken === undefined) {
      throw new CognitoError(
        'NoSession',
        'This site was not given both tokens. Click the toolbar icon, take the permission back, and allow both.',
      )
    }
    return this.#hold(idToken, accessToken, expiresAt)
  }

  /** The same tokens stay the same objects. */
  #hold(idToken: string, accessToken: string, expiresAt: number): CognitoUserSession {
    const { current } = this
    const same =
      current?.getIdToken().getJwtToken() === idToken &&
      current.getAccessToken().getJwtToken() === accessToken
    if (current && same) return current
    const IdToken = new CognitoIdToken({ IdToken: idToken })
    const AccessToken = new CognitoAccessToken({ AccessToken: accessToken })
    if (!this.#isOurs(IdToken, AccessToken)) {
      this.#forget(null)
      throw new CognitoError('NoSession', 'The shared session is of another user pool or app client.')
    }
    const RefreshToken = new CognitoRefreshToken({ RefreshToken: HANDLE })
    // What the extension says by this device's clock, less what the tokens say by Cognito's.
    const ClockDrift = Math.round(
      expiresAt / 1000 - Math.min(IdToken.getExpiration(), AccessToken.getExpiration()),
    )
    this.current = new CognitoUserSession({ IdToken, AccessToken, RefreshToken, ClockDrift })
    this.username = IdToken.payload['cognito:username']
    return this.current
  }

  #isOurs({ payload: id }: CognitoIdToken, { payload: access }: CognitoAccessToken): boolean {
    const { userPoolId, clientId } = this.#options
    return id.iss?.split('/').at(-1) === userPoolId && id.aud === clientId && access.client_id === clientId
  }

  #forget(username: null | undefined): void {
    this.username = username
    this.current = null
  }
}

/** A site that may not ask does not know whether anybody is signed in. */
function isUnallowed(error: unknown): boolean {
  return error instanceof SessionSdkError && ['notAllowed', 'notInstalled'].includes(error.code)
}

/** Whether this is what `getRefreshToken()` gives here. */
export function isHandle(token: CognitoRefreshToken | null | undefined): boolean {
  return token?.getToken() === HANDLE
}

const sessions = new WeakMap<object, PoolSession>()

/** Lets the classes of this folder, and no one else, reach a pool's session. */
export function sharePoolSession(pool: object, session: PoolSession): void {
  sessions.set(pool, session)
}

/** @throws Error where the pool is none of this package's */
export function poolSession(pool: object): PoolSession {
  const session = sessions.get(pool)
  if (session === undefined) throw new Error('Pool must be a CognitoUserPool of this package.')
  return session
}
