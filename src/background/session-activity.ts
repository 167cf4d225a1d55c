import type { SessionEvent } from '@cognito-shared-session/cognito-session'
import type { Happening, RefreshedBy, SignedOutBy } from '../contract/activity.ts'
import type { AccountId, Origin } from '../contract/identity.ts'

/** Who asks for a refresh. */
export interface Asked {
  by: RefreshedBy
  late?: number
}

/** Who asks for the end of a session; nobody: the account is forgotten, and this with it. */
export type Leaving = { by: SignedOutBy; origin?: Origin } | undefined

/** What the session library does with an account, told with who asked for it. */
export class SessionActivity {
  readonly #note: (happening: Happening) => void
  readonly #asked = new Map<AccountId, Asked>()
  readonly #leaving = new Map<AccountId, Leaving>()

  constructor(note: (happening: Happening) => void) {
    this.#note = note
  }

  /** What is refreshed meanwhile was asked for so; of several who ask at once, by the first. */
  refreshing<Result>(account: AccountId, asked: Asked, work: () => Promise<Result>): Promise<Result> {
    return during(this.#asked, account, asked, work)
  }

  leaving<Result>(account: AccountId, leaving: Leaving, work: () => Promise<Result>): Promise<Result> {
    return during(this.#leaving, account, leaving, work)
  }

  heard(account: AccountId, event: SessionEvent): void {
    const refresh = { account, ...this.#asked.get(account) }
    switch (event.type) {
      case 'signedIn':
        return this.#note({ kind: 'signedIn', account })
      case 'refreshed':
        return this.#note({ kind: 'refreshed', ...refresh, rotated: event.rotated })
      case 'refreshFailed':
        return this.#note({ kind: 'refreshFailed', ...refresh, code: event.code, retryAt: event.retryAt })
      case 'signInNeeded':
        return this.#note({ kind: 'signInNeeded', ...refresh, reason: event.reason })
      case 'storageDamaged':
        return this.#note({ kind: 'signInNeeded', account, reason: 'damaged' })
      case 'signedOut':
        return this.#left(account)
      case 'refreshDiscarded':
      case 'storageFailed':
      case 'revocationQueued':
      case 'revocationDropped':
      case 'callbackThrew':
        return undefined
    }
  }

  #left(account: AccountId): void {
    const leaving = this.#leaving.get(account)
    if (leaving !== undefined || !this.#leaving.has(account))
      this.#note({ kind: 'signedOut', account, ...leaving })
  }
}

async function during<Who, Result>(
  known: Map<AccountId, Who>,
  account: AccountId,
  who: Who,
  work: () => Promise<Result>,
): Promise<Result> {
  const isFirst = !known.has(account)
  if (isFirst) known.set(account, who)
  try {
    return await work()
  } finally {
    if (isFirst) known.delete(account)
  }
}
