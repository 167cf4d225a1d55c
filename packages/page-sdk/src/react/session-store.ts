import { connectSession, type ConnectOptions } from '../connect.ts'
import { SessionSdkError } from '../error.ts'
import type { Want } from '../protocol.ts'
import type { SharedSession } from '../session.ts'
import type { SessionChange } from '../want.ts'

/** What a component knows of the session. */
export type SessionSnapshot<Asked extends Want> =
  | SessionChange<Asked>
  /** Nothing is known yet; on a server, for ever. */
  | { readonly state: 'connecting' }
  /** Nothing answers here: no extension, or the person has not allowed this site yet. The store goes on waiting. */
  | { readonly state: 'notInstalled' }
  | { readonly state: 'failed'; readonly error: unknown }

export interface SessionStoreOptions<Asked extends Want> extends Omit<
  ConnectOptions<Asked>,
  'wait' | 'signal'
> {
  /** How to connect, where it is not by `connectSession`: a test's stand-in. */
  connect?: typeof connectSession
}

/** One connection for all components of a page, as `useSyncExternalStore` wants it. */
export interface SessionStore<Asked extends Want> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => SessionSnapshot<Asked>
  readonly getServerSnapshot: () => SessionSnapshot<Asked>
  /** The connected session, for `signOut`, `disconnect`, or a token for a request. Waits for the person. */
  session(): Promise<SharedSession<Asked>>
}

const CONNECTING = { state: 'connecting' } as const

/**
 * Makes a store; call it once, outside of components. It connects when the first component mounts, or when
 * `session()` is called, and not on a server.
 *
 * @example const store = sessionStore({ want: { claims: ['email'] } })
 */
export function sessionStore<const Asked extends Want>(
  options: SessionStoreOptions<Asked>,
): SessionStore<Asked> {
  const connection = new Connection(options)
  return {
    subscribe: (listener) => connection.subscribe(listener),
    getSnapshot: () => connection.now,
    getServerSnapshot: () => CONNECTING,
    session: () => connection.session(),
  }
}

class Connection<const Asked extends Want> {
  now: SessionSnapshot<Asked> = CONNECTING
  readonly #options: SessionStoreOptions<Asked>
  readonly #listeners = new Set<() => void>()
  #session: Promise<SharedSession<Asked>> | undefined

  constructor(options: SessionStoreOptions<Asked>) {
    this.#options = options
  }

  /** Once made, the connection stays: components come and go, in StrictMode at once. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    // What failed is in the snapshot.
    this.session().catch(() => {})
    return () => {
      this.#listeners.delete(listener)
    }
  }

  session(): Promise<SharedSession<Asked>> {
    this.#session ??= this.#open().catch((error: unknown) => {
      this.#session = undefined
      this.#show({ state: 'failed', error })
      throw error
    })
    return this.#session
  }

  async #open(): Promise<SharedSession<Asked>> {
    const { connect = connectSession, ...options } = this.#options
    // Components ask nobody: that is for a click.
    const session = await connect({ silent: true, ...options }).catch((error: unknown) => {
      if (!(error instanceof SessionSdkError)) throw error
      if (error.code !== 'notAllowed' && error.code !== 'notInstalled') throw error
      this.#show({ state: error.code })
      return connect({ ...options, wait: true })
    })
    await this.#follow(session)
    return session
  }

  async #follow(session: SharedSession<Asked>): Promise<void> {
    let told = false
    session.onSessionChanged((change) => {
      told = true
      this.#show(change)
    })
    // What is told while the question is under way is newer than its answer.
    const first = await session.getSession().catch((error: unknown) => ({ state: 'failed', error }) as const)
    if (!told) this.#show(first)
  }

  #show(now: SessionSnapshot<Asked>): void {
    this.now = now
    this.#listeners.forEach((listener) => listener())
  }
}
