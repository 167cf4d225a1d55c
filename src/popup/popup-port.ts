import type { ActiveTab } from '../browser/active-tab.ts'
import type { Asked } from '../browser/ask.ts'
import type { Records } from '../browser/records.ts'
import type { Grant } from '../contract/grant.ts'
import type { Origin, TransactionId } from '../contract/identity.ts'
import type { Method, Params } from '../contract/messages.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'

/** Everything the popup reads and asks: all that a test has to stand in for. */
export interface PopupPort {
  views: Records<SessionViewRecord>
  profiles: Records<Profile>
  grants: Records<Grant>
  settings: Records<Settings>
  signingIns: Records<SigningIn>
  presets: readonly Profile[]
  activeTab(): Promise<ActiveTab | undefined>
  /** Must be the first statement of a click's handler. */
  requestHost(origin: Origin): Promise<boolean>
  /** Where a sign-in that asks more than a password goes on. */
  openSignInPage(transaction?: TransactionId): Promise<void>
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>>
}
