import type { SessionEvent } from '@cognito-shared-session/cognito-session'
import type { AccountId } from '../contract/identity.ts'
import { OpenAccount } from './open-account.ts'
import { AccountStore, type StoreListener, type StorePorts } from './session-store.ts'
import type { ViewOwner } from './session-view.ts'
import type { UserPools } from './user-pools.ts'
import type { Vault } from './vault.ts'

export interface AccountListener extends StoreListener {
  /** What the session library did with the account. */
  heard(account: AccountId, event: SessionEvent): void
}

/** The accounts that this worker has touched: one store and one user for each, so that all questions share a refresh. */
export class OpenAccounts {
  readonly #ports: StorePorts
  readonly #pools: UserPools
  readonly #vault: Vault
  readonly #listener: AccountListener
  readonly #stores = new Map<AccountId, AccountStore>()
  readonly #opened = new Map<AccountStore, Promise<OpenAccount>>()

  constructor(ports: StorePorts, pools: UserPools, vault: Vault, listener: AccountListener) {
    this.#ports = ports
    this.#pools = pools
    this.#vault = vault
    this.#listener = listener
  }

  /** @throws SessionError `unknownProfile` */
  of(owner: ViewOwner): Promise<OpenAccount> {
    const store = this.store(owner)
    const known = this.#opened.get(store)
    if (known !== undefined) return known
    const opened = this.#pools
      .open(owner.profile, store, (event) => this.#listener.heard(owner.account, event))
      .then((pool) => new OpenAccount(store, pool))
    this.#opened.set(store, opened)
    opened.catch(() => this.#opened.delete(store))
    return opened
  }

  /** Forgets the user, whose pool has changed or who is to go. The next question opens a new one. */
  close(account: AccountId): void {
    this.#stores.delete(account)
  }

  /** The store alone, which needs no user pool. */
  store({ account, profile, username }: ViewOwner): AccountStore {
    const known = this.#stores.get(account)
    if (known?.owner.username === username) return known
    const owner = { account, profile, username }
    const store = new AccountStore(this.#ports, this.#vault, owner, this.#listener)
    this.#stores.set(account, store)
    return store
  }
}
