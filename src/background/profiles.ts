import * as v from 'valibot'
import { SessionError } from '../contract/errors.ts'
import { profileIdOf, type ProfileId } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import { preferredFactors, type Profile, type ProfileInput } from '../contract/profile.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'

/** The user pools that the extension knows: the build's and the person's. */
export class Profiles {
  readonly #records: Records<Profile>
  readonly #presets: readonly Profile[]

  constructor(local: StorageArea, presets: readonly Profile[] = presetProfiles) {
    this.#records = new Records(local, 'profile:', isProfile)
    this.#presets = presets
  }

  /** @throws SessionError `unknownProfile` where nobody set it up, or the person removed it */
  async offered(id: ProfileId): Promise<ProfileId> {
    const profile = await this.find(id)
    if (profile !== undefined && profile.removed !== true) return id
    throw new SessionError('unknownProfile', 'This user pool is not set up here any more. Add it again.')
  }

  /** The profile, though it be removed: a sign-out may still have to be told to its pool. */
  async find(id: ProfileId): Promise<Profile | undefined> {
    return (await this.#records.read(id)) ?? this.#presets.find((preset) => preset.id === id)
  }

  /** The ones that a person can use, and those that are removed but may still be owed a word. */
  async reachable(): Promise<Profile[]> {
    const stored = await this.#records.all()
    const known = new Set(stored.map((profile) => profile.id))
    return [...stored, ...this.#presets.filter((preset) => !known.has(preset.id))]
  }

  async save(input: ProfileInput): Promise<Profile> {
    const profile: Profile = { version: 1, source: 'person', id: profileIdOf(input), ...input }
    await this.#records.write(profile.id, profile)
    return profile
  }

  /** Hides it. Its address stays until the last sign-out there has been told to the pool. */
  async remove(id: ProfileId): Promise<void> {
    const profile = await this.#records.read(id)
    if (profile !== undefined) await this.#records.write(id, { ...profile, removed: true })
  }

  /** Forgets the removed ones that nobody owes anything to. */
  async sweep(owing: ReadonlySet<ProfileId>): Promise<void> {
    const gone = (await this.#records.all()).filter(({ id, removed }) => removed === true && !owing.has(id))
    for (const { id } of gone) await this.#records.remove(id)
  }
}

const profileRecord = v.object({
  version: v.literal(1),
  id: v.string(),
  name: v.string(),
  poolId: v.string(),
  clientId: v.string(),
  endpoint: v.optional(v.string()),
  login: v.optional(v.object({ domain: v.string() })),
  plainPassword: v.optional(v.boolean()),
  preferred: v.optional(v.picklist(preferredFactors)),
  source: v.picklist(['person', 'preset']),
  removed: v.exactOptional(v.literal(true)),
})

function isProfile(value: unknown): value is Profile {
  return v.is(profileRecord, value)
}
