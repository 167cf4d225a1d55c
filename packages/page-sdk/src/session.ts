import { codeOf } from './error.ts'
import type { Extension } from './extension.ts'
import type { Limits } from './limit.ts'
import type { Page } from './page.ts'
import type { GetSessionParams, PageEvent, SessionView, SignOutParams, Want } from './protocol.ts'
import { asAsked, type SessionChange, type SessionOf } from './want.ts'

/** In milliseconds. A refresh at Amazon's end takes part of it. */
const ANSWER_TIME = 30_000

export interface GetSessionOptions extends Omit<GetSessionParams, 'want'>, Limits {}
export interface SignOutOptions extends SignOutParams, Limits {}

/** The shared session, as far as this site may see it. */
export class SharedSession<Asked extends Want> {
  readonly #asked: Asked
  readonly #extension: Extension
  readonly #listeners = new Set<(change: SessionChange<Asked>) => void>()
  /** The newest generation seen; older views are late answers. Unknown again once the way was lost. */
  #generation = -Infinity
  #told: string | undefined

  constructor(page: Page, asked: Asked, extension: Extension) {
    this.#asked = asked
    this.#extension = extension
    extension.onEvent = (event) => this.#hear(event)
    extension.bridge.onReady(() => this.#look())
    page.onReturn(() => this.#look())
  }

  /**
   * The session now. Refreshes it first where its tokens ended, or where you ask for it.
   *
   * @throws {SessionSdkError} `notAllowed`, `notInstalled`, `offline`, `throttled`, `timeout`, `aborted`,
   * `noAnswer`, `signatureInvalid`, `rejected`, `badRequest`, `internal`. Signed out is a value.
   * @example const now = await session.getSession({ minValidity: 60 })
   */
  async getSession({ signal, timeout = ANSWER_TIME, ...params }: GetSessionOptions = {}): Promise<
    SessionOf<Asked>
  > {
    const view = await this.#extension.ask(
      'getSession',
      { ...params, want: this.#asked },
      { signal, timeout },
    )
    return this.#observe(view, this.#told !== undefined)
  }

  /**
   * Calls back with the new session when a person signed in or out, the tokens were refreshed or the account
   * was switched, and with `notAllowed` when the permission was taken back. Returns what stops it.
   */
  onSessionChanged(listener: (change: SessionChange<Asked>) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Ends the shared session, for all sites: at once if the person allowed that, else they are asked. */
  async signOut({ signal, timeout = ANSWER_TIME, ...params }: SignOutOptions = {}): Promise<void> {
    await this.#extension.ask('signOut', params, { signal, timeout })
  }

  /** Gives this site's permission back. The person stays signed in. */
  async disconnect({ signal, timeout = ANSWER_TIME }: Limits = {}): Promise<void> {
    // The bridge goes with the grant, before it could answer; who asks once more finds the grant gone.
    await this.#extension.ask('disconnect', {}, { signal, timeout }).catch((error: unknown) => {
      if (codeOf(error) !== 'notAllowed') throw error
    })
  }

  #hear(event: PageEvent): void {
    if (event.event === 'sessionChanged') {
      if (event.detail.generation > this.#generation) this.#look()
      return
    }
    this.#generation = -Infinity
    if (event.event === 'transportLost') return
    if (event.detail.grant === null) this.#tell({ state: 'notAllowed' })
    else this.#look()
  }

  /** Asks what the session is now, for those who listen. Events may have been missed: frozen page, dead bridge. */
  #look(): void {
    if (this.#listeners.size === 0) return
    this.#extension.ask('getSession', { want: this.#asked }, { timeout: ANSWER_TIME }).then(
      (view) => this.#observe(view, true),
      (error: unknown) => {
        if (codeOf(error) === 'notAllowed') this.#tell({ state: 'notAllowed' })
      },
    )
  }

  #observe(view: SessionView, tell: boolean): SessionOf<Asked> {
    const session = asAsked(view, this.#asked)
    if (view.generation < this.#generation) return session
    this.#generation = view.generation
    if (tell) this.#tell(session)
    else this.#told = JSON.stringify(session)
    return session
  }

  /** Compares all of it: a person may give more, or less, of the same session. */
  #tell(change: SessionChange<Asked>): void {
    const what = JSON.stringify(change)
    if (what === this.#told) return
    this.#told = what
    // Each in a task of its own: one that throws keeps nothing from the others.
    for (const listener of this.#listeners) queueMicrotask(() => listener(change))
  }
}
