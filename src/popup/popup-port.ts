import type { ActiveTab } from '../browser/active-tab.ts'
import type { OwnPage } from '../browser/own-tab.ts'
import type { Records } from '../browser/records.ts'
import type { Grant } from '../contract/grant.ts'
import type { Origin, TransactionId } from '../contract/identity.ts'
import type { PolicyInForce } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { AllowPort } from '../controls/allow-site.ts'
import type { CopyPort } from '../controls/copy-port.ts'

/** Everything the popup reads and asks: all that a test has to stand in for. */
export interface PopupPort extends AllowPort, CopyPort {
  views: Records<SessionViewRecord>
  profiles: Records<Profile>
  grants: Records<Grant>
  settings: Records<Settings>
  signingIns: Records<SigningIn>
  presets: readonly Profile[]
  policies: Records<PolicyInForce>
  activeTab(): Promise<ActiveTab | undefined>
  holdsHost(origin: Origin): Promise<boolean>
  /** Where a sign-in that asks more than a password goes on. */
  openSignInPage(transaction?: TransactionId): Promise<void>
  openOwnTab(page: OwnPage, about?: Readonly<Record<string, string>>): Promise<void>
}
