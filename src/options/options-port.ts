import type { language } from '../browser/language.ts'
import type { notifications } from '../browser/notifications.ts'
import type { OwnBuild } from '../browser/own-build.ts'
import type { Records } from '../browser/records.ts'
import type { shortcuts } from '../browser/shortcuts.ts'
import type { theme } from '../browser/theme.ts'
import type { ActivityRecord } from '../contract/activity.ts'
import type { Grant } from '../contract/grant.ts'
import type { PolicyInForce } from '../contract/policy.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { PoolsPort } from './pools/pools-port.ts'

/** Everything the page reads and asks: all that a test has to stand in for. */
export interface OptionsPort extends PoolsPort {
  grants: Records<Grant>
  views: Records<SessionViewRecord>
  settings: Records<Settings>
  policies: Records<PolicyInForce>
  managed: Records<readonly [key: string, value: unknown]>
  /** What happened, by the keys of its records. */
  activity: Records<[key: string, record: ActivityRecord]>
  /** Offers a text as a file to be kept. */
  save(name: string, text: string): void
  build: OwnBuild
  theme: typeof theme
  language: typeof language
  notifications: typeof notifications
  shortcuts: typeof shortcuts
}
