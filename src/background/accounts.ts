import * as v from 'valibot'
import { SessionError } from '../contract/errors.ts'
import type { AccountId } from '../contract/identity.ts'
import type { Settings } from '../contract/settings.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'
import type { SessionOwner } from './session-owner.ts'

/** Which account is meant where none is named: the one the person chose, else the only one. */
export class Accounts {
  readonly #owner: SessionOwner
  readonly #settings: Records<Settings>

  constructor(owner: SessionOwner, local: StorageArea) {
    this.#owner = owner
    this.#settings = new Records(local, 'settings', isSettings)
  }

  /** @throws SessionError `unknownAccount` when nobody has signed in yet */
  async named(account: AccountId | undefined): Promise<AccountId> {
    const views = await this.#owner.views()
    const chosen = account ?? (await this.#settings.read(''))?.currentAccount
    const found =
      views.find((view) => view.account === chosen) ?? (account === undefined ? views[0] : undefined)
    if (found !== undefined) return found.account
    throw new SessionError('unknownAccount', 'Nobody is signed in here. Sign in first.')
  }

  choose(account: AccountId): Promise<void> {
    return this.#settings.write('', { version: 1, currentAccount: account })
  }
}

function isSettings(value: unknown): value is Settings {
  return v.is(v.object({ version: v.literal(1), currentAccount: v.exactOptional(v.string()) }), value)
}
