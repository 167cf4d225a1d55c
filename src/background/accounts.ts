import { SessionError } from '../contract/errors.ts'
import type { AccountId } from '../contract/identity.ts'
import type { SessionOwner } from './session-owner.ts'
import type { StoredSettings } from './settings.ts'

/** Which account is meant where none is named: the one the person chose, else the only one. */
export class Accounts {
  readonly #owner: SessionOwner
  readonly #settings: StoredSettings

  constructor(owner: SessionOwner, settings: StoredSettings) {
    this.#owner = owner
    this.#settings = settings
  }

  /** @throws SessionError `unknownAccount` when nobody has signed in yet */
  async named(account: AccountId | undefined): Promise<AccountId> {
    const views = await this.#owner.views()
    const chosen = account ?? (await this.#settings.read()).currentAccount
    const found =
      views.find((view) => view.account === chosen) ?? (account === undefined ? views[0] : undefined)
    if (found !== undefined) return found.account
    throw new SessionError('unknownAccount', 'Nobody is signed in here. Sign in first.')
  }

  choose(account: AccountId): Promise<void> {
    return this.#settings.change((settings) => ({ ...settings, currentAccount: account }))
  }
}
