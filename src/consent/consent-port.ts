import type { Records } from '../browser/records.ts'
import type { PendingConsent } from '../contract/pending-consent.ts'
import type { Profile } from '../contract/profile.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { AllowPort } from '../controls/allow-site.ts'

/** Everything that the page reads and asks: all that a test has to stand in for. */
export interface ConsentPort extends AllowPort {
  pending: Records<PendingConsent>
  views: Records<SessionViewRecord>
  profiles: Records<Profile>
  settings: Records<Settings>
  presets: readonly Profile[]
  /** Calls back after so many milliseconds. Returns what cancels it. */
  later(milliseconds: number, callback: () => void): () => void
  /** Calls back when the tab is closed, or is so already. Returns what stops it. */
  onTabClosed(tabId: number, listener: () => void): () => void
  /** Opens what a person signs in with. */
  openSignInPage(): Promise<void>
  /** Brings this window to the front. */
  comeForward(): Promise<void>
}
