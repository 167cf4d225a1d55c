import * as v from 'valibot'
import { profileIdOf, type ProfileId } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import type { Profile, ProfileInput } from '../contract/profile.ts'
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

  async find(id: ProfileId): Promise<Profile | undefined> {
    return (await this.#records.read(id)) ?? this.#presets.find((preset) => preset.id === id)
  }

  async all(): Promise<Profile[]> {
    const stored = await this.#records.all()
    const known = new Set(stored.map((profile) => profile.id))
    return [...stored, ...this.#presets.filter((preset) => !known.has(preset.id))]
  }

  async save(input: ProfileInput): Promise<Profile> {
    const profile: Profile = { version: 1, source: 'person', id: profileIdOf(input), ...input }
    await this.#records.write(profile.id, profile)
    return profile
  }

  remove(id: ProfileId): Promise<void> {
    return this.#records.remove(id)
  }
}

const profileRecord = v.object({
  version: v.literal(1),
  id: v.string(),
  name: v.string(),
  poolId: v.string(),
  clientId: v.string(),
  endpoint: v.optional(v.string()),
  source: v.picklist(['person', 'preset']),
})

function isProfile(value: unknown): value is Profile {
  return v.is(profileRecord, value)
}
