import { CognitoAccessToken, CognitoIdToken } from '@cognito-shared-session/cognito-session'
import { SessionSdkError } from '../error.ts'
import type { Want } from '../protocol.ts'
import type { SharedSession } from '../session.ts'
import type { AmplifyAuthOptions } from './amplify-auth.ts'
import type { AmplifyHub, AmplifyJwt, AmplifyTokenProvider, AuthEvent } from './amplify.ts'

/** The `source` of this package's own events. */
const SOURCE = 'cognito-shared-session'

interface Tokens {
  readonly state: string
  readonly account?: string
  readonly accessToken?: string
  readonly idToken?: string
}

interface TokenSource extends Pick<SharedSession<Want>, 'signOut' | 'disconnect'> {
  getSession(options: { forceRefresh: boolean }): Promise<Tokens>
  onSessionChanged(listener: (change: Tokens) => void): () => void
}

/** The shared session in Amplify's words: its tokens, its events, its sign-out. */
export class SharedAuth {
  readonly #session: TokenSource
  readonly #options: AmplifyAuthOptions
  /** A sign-out under way: whoever asks meanwhile is answered after it. */
  #leaving: Promise<void> = Promise.resolve()
  /** Whose session Amplify knows of. Null: nobody's. Undefined: it has not asked yet. */
  #account: string | null | undefined

  constructor(session: TokenSource, options: AmplifyAuthOptions) {
    this.#session = session
    this.#options = options
  }

  async getTokens({ forceRefresh = false } = {}): ReturnType<AmplifyTokenProvider['getTokens']> {
    await this.#leaving
    const now = await this.#session.getSession({ forceRefresh }).catch(nobodyIfNotAllowed)
    if (this.#account === undefined) this.#account = now.account ?? null
    if (now.state !== 'signedIn') return null
    if (now.accessToken === undefined) {
      throw new SessionSdkError(
        'notAllowed',
        'This site was not given the access token. Click the toolbar icon, take the permission back, and allow it.',
      )
    }
    return {
      accessToken: jwt(now.accessToken),
      ...(now.idToken !== undefined && { idToken: jwt(now.idToken) }),
    }
  }

  connect(Hub: AmplifyHub): () => void {
    const stopChanges = this.#session.onSessionChanged((change) => {
      const payload = this.#eventOf(change)
      if (payload) Hub.dispatch('auth', payload, SOURCE, this.#options.symbol)
    })
    const stopHub = Hub.listen('auth', ({ payload, source }) => {
      if (payload.event === 'signedOut' && source !== SOURCE) this.#leave()
    })
    return () => {
      stopChanges()
      stopHub()
    }
  }

  #eventOf(change: Tokens): AuthEvent | undefined {
    const { account = null } = change
    const before = this.#account
    this.#account = account
    if (account === null) return before ? { event: 'signedOut' } : undefined
    if (account === before) return { event: 'tokenRefresh' }
    return { event: 'signedIn', data: userOf(change) }
  }

  /** Amplify has told its listeners already; they are not told twice. */
  #leave(): void {
    this.#account = null
    // Where even that fails, `getTokens` goes on saying who is signed in: the truth.
    this.#leaving = this.#end().catch(() => {})
  }

  async #end(): Promise<void> {
    const { signOut = 'shared' } = this.#options
    if (signOut === 'site') return this.#session.disconnect()
    await this.#session.signOut().catch(() => this.#session.disconnect())
  }
}

function nobodyIfNotAllowed(error: unknown): Tokens {
  if (error instanceof SessionSdkError && error.code === 'notAllowed') return { state: error.code }
  throw error
}

function jwt(token: string): AmplifyJwt {
  return { payload: new CognitoAccessToken({ AccessToken: token }).payload, toString: () => token }
}

/** By the ID token as Amplify does it, else by the access token, which says the same by other names. */
function userOf({ idToken = '', accessToken = '' }: Tokens): { username: string; userId: string } {
  const id = new CognitoIdToken({ IdToken: idToken }).payload
  const access = new CognitoAccessToken({ AccessToken: accessToken }).payload
  return { username: id['cognito:username'] ?? access.username, userId: id.sub ?? access.sub }
}
