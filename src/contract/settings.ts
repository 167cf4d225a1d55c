import type { AccountId, ProfileId } from './identity.ts'

/** What the person chose. Stored whole under `settings`. */
export interface Settings {
  version: 1
  /** The account that the popup shows, when there are several. */
  currentAccount?: AccountId
  /** The user pool that is offered first, when there are several. */
  firstProfile?: ProfileId
  /** Whether sessions outlive the browser, encrypted on the disk. Absent: they end with it. */
  staySignedIn?: boolean
}
