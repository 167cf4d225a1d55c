import { SessionError } from '../contract/errors.ts'
import { chosenView } from '../contract/chosen-account.ts'
import type { AccountId } from '../contract/identity.ts'
import type { SessionOwner } from './session-owner.ts'
import type { StoredSettings } from './settings.ts'

/** Which account is meant where none is named. */
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
    const found =
      account === undefined
        ? (chosenView(views, (await this.#settings.read()).currentAccount) ?? views[0])
        : views.find((view) => view.account === account)
    if (found !== undefined) return found.account
    throw new SessionError('unknownAccount', 'Nobody is signed in here. Sign in first.')
  }

  /** The account is not the chosen one any more. A disk that cannot note it keeps nobody from going. */
  leave(account: AccountId): Promise<void> {
    const left = this.#settings.change(({ currentAccount, ...settings }) =>
      currentAccount === undefined || currentAccount === account ? settings : { ...settings, currentAccount },
    )
    return left.catch(() => undefined)
  }

  /** Who has just signed in is meant from now on. A disk that cannot note it keeps nobody from being signed in. */
  prefer(account: AccountId): Promise<void> {
    return this.choose(account).catch(() => undefined)
  }

  choose(account: AccountId): Promise<void> {
    return this.#settings.change((settings) => ({ ...settings, currentAccount: account }))
  }
}
