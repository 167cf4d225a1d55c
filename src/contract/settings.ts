import type { AccountId } from './identity.ts'

/** What the person chose. Stored whole under `settings`. */
export interface Settings {
  version: 1
  /** The account that the popup shows, when there are several. */
  currentAccount?: AccountId
}
