import type { Grant } from '../contract/grant.ts'
import type { Language } from '../contract/language.ts'
import type { PolicyInForce, SignInMethod } from '../contract/policy.ts'
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
  language: Language
  /** What the operator allows. */
  methods: readonly SignInMethod[]
  /** What the operator decided, as it is in force; undefined where none did. */
  policy: PolicyInForce | undefined
  /** … and as they wrote it. */
  managed: readonly (readonly [key: string, value: unknown])[]
}

/** Reads all of it at once, so that the first drawing is the whole one. */
export async function readKnown(port: OptionsPort): Promise<Known> {
  const [stored, grants, views, settings, language, methods, [policy], managed] = await Promise.all([
    port.profiles.read(),
    port.grants.read(),
    port.views.read(),
    port.settings.read(),
    port.language.read(),
    port.methods.read(),
    port.policies.read(),
    port.managed.read(),
  ])
  return { stored, grants, views, settings: settings[0], language, methods, policy, managed }
}

/** Calls back with each part that changes. Returns what stops it. */
export function watchKnown(port: OptionsPort, changed: (part: Partial<Known>) => void): () => void {
  const stops = [
    port.profiles.onChanged((stored) => changed({ stored })),
    port.grants.onChanged((grants) => changed({ grants })),
    port.views.onChanged((views) => changed({ views })),
    port.settings.onChanged((settings) => changed({ settings: settings[0] })),
    port.language.onChanged((language) => changed({ language })),
    port.methods.onChanged((methods) => changed({ methods })),
    port.policies.onChanged(([policy]) => changed({ policy })),
    port.managed.onChanged((managed) => changed({ managed })),
  ]
  return () => stops.forEach((stop) => stop())
}
