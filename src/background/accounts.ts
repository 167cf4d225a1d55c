import { SessionError } from '../contract/errors.ts'
import { chosenView } from '../contract/chosen-account.ts'
import type { AccountId, ProfileId } from '../contract/identity.ts'
import type { SessionOwner } from './session-owner.ts'
import type { StoredSettings } from './settings.ts'

/** Which account is meant where none is named. */
export class Accounts {
  readonly #owner: SessionOwner
  readonly #settings: StoredSettings
  /** Told when another account is meant from now on. */
  readonly #chosen: () => unknown

  constructor(owner: SessionOwner, settings: StoredSettings, chosen: () => unknown) {
    this.#owner = owner
    this.#settings = settings
    this.#chosen = chosen
  }

  /** @throws SessionError `unknownAccount` when nobody has signed in yet */
  async named(account: AccountId | undefined): Promise<AccountId> {
    const views = await this.#owner.views()
    const found =
      account === undefined ? await this.at() : views.find((view) => view.account === account)?.account
    if (found !== undefined) return found
    throw new SessionError('unknownAccount', 'Nobody is signed in here. Sign in first.')
  }

  /** The account that is meant among those of this app client, or of all; undefined: nobody has signed in yet. */
  async at(profile?: ProfileId): Promise<AccountId | undefined> {
    const all = await this.#owner.views()
    const views = profile === undefined ? all : all.filter((view) => view.profile === profile)
    const { currentAccount } = await this.#settings.read()
    return (chosenView(views, currentAccount) ?? views[0])?.account
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

  async choose(account: AccountId): Promise<void> {
    await this.#settings.change((settings) => ({ ...settings, currentAccount: account }))
    this.#chosen()
  }
}
