import type { ProfileId } from '../contract/identity.ts'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { SignInPort } from './sign-in-port.ts'

/** What the page draws from. */
export interface Known {
  signingIns: readonly SigningIn[]
  views: readonly SessionViewRecord[]
  profiles: readonly Profile[]
  /** The user pool that the person has offered first. */
  first?: ProfileId | undefined
  /** What the operator allows. */
  methods: readonly SignInMethod[]
  /** The operator sets user pools up, and nobody is asked to. */
  hidesFirstRun?: boolean
}

export async function readKnown(port: SignInPort): Promise<Known> {
  const [signingIns, views, profiles, settings, methods, [policy]] = await Promise.all([
    port.signingIns.read(),
    port.views.read(),
    port.profiles.read(),
    port.settings.read(),
    port.methods.read(),
    port.policies.read(),
  ])
  const first = settings[0]?.firstProfile
  return {
    signingIns,
    views,
    profiles: withPresets(port.presets, profiles),
    first,
    methods,
    hidesFirstRun: policy?.hidesFirstRun === true,
  }
}

/** Calls back with each part that changes. Returns what stops it. */
export function watchKnown(port: SignInPort, changed: (part: Partial<Known>) => void): () => void {
  const stops = [
    port.signingIns.onChanged((signingIns) => changed({ signingIns })),
    port.views.onChanged((views) => changed({ views })),
    port.profiles.onChanged((profiles) => changed({ profiles: withPresets(port.presets, profiles) })),
    port.methods.onChanged((methods) => changed({ methods })),
    port.policies.onChanged(([policy]) => changed({ hidesFirstRun: policy?.hidesFirstRun === true })),
  ]
  return () => stops.forEach((stop) => stop())
}

function withPresets(presets: readonly Profile[], stored: readonly Profile[]): Profile[] {
  const byId = new Map([...presets, ...stored].map((profile) => [profile.id, profile]))
  return [...byId.values()].filter(({ removed }) => removed !== true)
}
