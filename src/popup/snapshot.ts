import type { ActiveTab } from '../browser/active-tab.ts'
import type { Grant } from '../contract/grant.ts'
import { originOf } from '../contract/identity.ts'
import type { PolicyInForce } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { loadManaged } from './managed.tsx'
import type { PopupPort } from './popup-port.ts'

/** What the popup draws from: what is stored, and the tab it stands over. */
export interface Snapshot {
  views: readonly SessionViewRecord[]
  profiles: readonly Profile[]
  grants: readonly Grant[]
  settings: Settings | undefined
  signingIns: readonly SigningIn[]
  tab: ActiveTab | undefined
  /** What an operator decided; undefined where none did. */
  policy: PolicyInForce | undefined
  /** Whether the browser lets the extension work on the tab's page; asked only where an operator may allow it, else undefined. */
  holdsHost?: boolean | undefined
}

/** Reads all of it at once, so that the first drawing is the whole one. The worker need not be awake. */
export async function readSnapshot(port: PopupPort): Promise<Snapshot> {
  const [views, profiles, grants, settings, signingIns, tab, [policy]] = await Promise.all([
    port.views.read(),
    port.profiles.read(),
    port.grants.read(),
    port.settings.read(),
    port.signingIns.read(),
    port.activeTab(),
    port.policies.read(),
  ])
  const governed = await governedBy(port, policy, tab)
  // Without it the popup is better than none.
  if (policy !== undefined) await loadManaged().catch(() => undefined)
  return {
    views,
    profiles: withPresets(port.presets, profiles),
    grants,
    settings: settings[0],
    signingIns,
    tab,
    ...governed,
  }
}

async function governedBy(
  port: PopupPort,
  policy: PolicyInForce | undefined,
  tab: ActiveTab | undefined,
): Promise<Pick<Snapshot, 'policy' | 'holdsHost'>> {
  const origin = policy && originOf(tab?.url)
  return { policy, holdsHost: origin && (await port.holdsHost(origin)) }
}

/** Calls back with each part that changes. Returns what stops it. */
export function watchSnapshot(port: PopupPort, changed: (part: Partial<Snapshot>) => void): () => void {
  let latest: PolicyInForce | undefined
  const govern = async ([policy]: PolicyInForce[]) => {
    latest = policy
    const governed = await governedBy(port, policy, await port.activeTab())
    // One that came later may have been read sooner.
    if (policy === latest) changed(governed)
  }
  const stops = [
    port.views.onChanged((views) => changed({ views })),
    port.profiles.onChanged((profiles) => changed({ profiles: withPresets(port.presets, profiles) })),
    port.grants.onChanged((grants) => changed({ grants })),
    port.settings.onChanged((settings) => changed({ settings: settings[0] })),
    port.signingIns.onChanged((signingIns) => changed({ signingIns })),
    port.policies.onChanged((policies) => void govern(policies)),
  ]
  return () => stops.forEach((stop) => stop())
}

/** The build's user pools first; one that the person stored under the same id takes its place. */
function withPresets(presets: readonly Profile[], stored: readonly Profile[]): Profile[] {
  const byId = new Map([...presets, ...stored].map((profile) => [profile.id, profile]))
  return [...byId.values()].filter(({ removed }) => removed !== true)
}
