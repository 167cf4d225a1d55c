import { CognitoUser, type CognitoUserPool } from '@cognito-shared-session/cognito-session'
import type { AccountStore } from './session-store.ts'
import { verdictOn } from './verification.ts'

/** One account at work: its place in the store, the library's user for it, and the verdict on its tokens. */
export class OpenAccount {
  readonly user: CognitoUser
  readonly #store: AccountStore
  readonly #pool: CognitoUserPool
  #judging: Promise<boolean> | undefined

  constructor(store: AccountStore, pool: CognitoUserPool) {
    this.#store = store
    this.#pool = pool
    this.user = new CognitoUser({ Username: store.owner.username, Pool: pool, Storage: store })
  }

  /** Verifies the stored tokens, once for all who ask at the same time; false: there are others by now. */
  judge(): Promise<boolean> {
    this.#judging ??= this.#judge().finally(() => {
      this.#judging = undefined
    })
    return this.#judging
  }

  /** Resolves when the session has ended here: the user pool hears of it meanwhile, or later. */
  async end(reason: 'sessionLimit'): Promise<void> {
    const ended = this.user.endSession(reason)
    // Who asks behind it finds that it is over; where it is not, the end could not be written.
    const isOver = this.user.getSession().then(
      () => ended,
      () => undefined,
    )
    await Promise.race([ended, isOver])
  }

  async #judge(): Promise<boolean> {
    const record = await this.#store.signedIn()
    if (record === undefined) return true
    return this.#store.judge(record.generation, await verdictOn(record, this.#pool))
  }
}
