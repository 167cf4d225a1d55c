import type { PendingConsent } from '../contract/pending-consent.ts'
import type { Profile } from '../contract/profile.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { ConsentPort } from './consent-port.ts'

/** What the page draws from. */
export interface Snapshot {
  pending: readonly PendingConsent[]
  views: readonly SessionViewRecord[]
  profiles: readonly Profile[]
  settings: Settings | undefined
}

/** Reads all of it at once. The worker need not be awake. */
export async function readSnapshot(port: ConsentPort): Promise<Snapshot> {
  const [pending, views, profiles, settings] = await Promise.all([
    port.pending.read(),
    port.views.read(),
    port.profiles.read(),
    port.settings.read(),
  ])
  return { pending, views, profiles: [...profiles, ...port.presets], settings: settings[0] }
}

/** Calls back with each part that changes. Returns what stops it. */
export function watchSnapshot(port: ConsentPort, changed: (part: Partial<Snapshot>) => void): () => void {
  const stops = [
    port.pending.onChanged((pending) => changed({ pending })),
    port.views.onChanged((views) => changed({ views })),
    port.profiles.onChanged((profiles) => changed({ profiles: [...profiles, ...port.presets] })),
    port.settings.onChanged((settings) => changed({ settings: settings[0] })),
  ]
  return () => stops.forEach((stop) => stop())
}
