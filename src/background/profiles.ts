import * as v from 'valibot'
import { SessionError } from '../contract/errors.ts'
import { profileIdOf, type ProfileId } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import { preferredFactors, type Profile, type ProfileInput } from '../contract/profile.ts'
import type { StorageArea } from './ports.ts'
import { forbidden } from './policy.ts'
import { Records } from './records.ts'

/** The user pools that the extension knows: the operator's, the person's and the build's; of one app client, the first. */
export class Profiles {
  readonly #records: Records<Profile>
  readonly #presets: readonly Profile[]
  readonly #policy: () => Promise<readonly Profile[]>

  constructor(
    local: StorageArea,
    policy: () => Promise<readonly Profile[]>,
    presets: readonly Profile[] = presetProfiles,
  ) {
    this.#records = new Records(local, 'profile:', isProfile)
    this.#policy = policy
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
    return (await this.reachable()).find((profile) => profile.id === id)
  }

  /** The ones that a person can use, and those that are removed but may still be owed a word. */
  async reachable(): Promise<Profile[]> {
    const all = [...(await this.#policy()), ...(await this.#records.all()), ...this.#presets]
    return [...new Map(all.toReversed().map((profile) => [profile.id, profile])).values()]
  }

  /** @throws SessionError `forbiddenByPolicy` where an operator set it up */
  async assertPersons(id: ProfileId): Promise<void> {
    if ((await this.#policy()).some((profile) => profile.id === id)) throw forbidden()
  }

  /** An operator's that goes: it stays, hidden, until the last sign-out there has been told to the pool, or another's is there again. */
  async retire(profile: Profile): Promise<void> {
    const others = [...(await this.#records.all()), ...this.#presets]
    if (others.some(({ id }) => id === profile.id)) return
    await this.#records.write(profile.id, { ...profile, source: 'person', removed: true })
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
