import type { Grant } from '../contract/grant.ts'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { OptionsPort } from './options-port.ts'

/** What the page draws from. */
export interface Known {
  /** The user pools that the person stored, those that are being removed included. */
  stored: readonly Profile[]
  grants: readonly Grant[]
  views: readonly SessionViewRecord[]
  settings: Settings | undefined
  /** What the operator allows. */
  methods: readonly SignInMethod[]
}

/** Reads all of it at once, so that the first drawing is the whole one. */
export async function readKnown(port: OptionsPort): Promise<Known> {
  const [stored, grants, views, settings, methods] = await Promise.all([
    port.profiles.read(),
    port.grants.read(),
    port.views.read(),
    port.settings.read(),
    port.methods.read(),
  ])
  return { stored, grants, views, settings: settings[0], methods }
}

/** Calls back with each part that changes. Returns what stops it. */
export function watchKnown(port: OptionsPort, changed: (part: Partial<Known>) => void): () => void {
  const stops = [
    port.profiles.onChanged((stored) => changed({ stored })),
    port.grants.onChanged((grants) => changed({ grants })),
    port.views.onChanged((views) => changed({ views })),
    port.settings.onChanged((settings) => changed({ settings: settings[0] })),
    port.methods.onChanged((methods) => changed({ methods })),
  ]
  return () => stops.forEach((stop) => stop())
}
