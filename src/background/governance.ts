import type { Policy, PolicyInForce } from '../contract/policy.ts'
import type { Bridges } from './bridges.ts'
import type { OperatorPolicy } from './policy.ts'
import type { Profiles } from './profiles.ts'
import type { SessionOwner } from './session-owner.ts'
import type { SignIns } from './sign-in/sign-ins.ts'
import { inForce, type StoredPolicy } from './stored-policy.ts'
import { Turns } from './turns.ts'

interface Rooms {
  policy: OperatorPolicy
  stored: StoredPolicy
  bridges: Bridges
  profiles: Profiles
  owner: SessionOwner
  signIns: SignIns
}

/**
 * Does what follows from a policy, at each start and at each change: what was withdrawn goes, with the bridges, host
 * permissions and sessions that hung on it; what is new comes. A policy that cannot be read changes nothing.
 */
export class Governance {
  readonly #rooms: Rooms
  readonly #turns = new Turns()
  /** Whether this worker could not read the policy once: bridges of the sites that it allows may be missing since. */
  #wasUnread = false

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  async settle(): Promise<void> {
    // From here on it counts, though an earlier turn may still wait for the network.
    await this.#rooms.policy.read().catch((error: unknown) => {
      this.#wasUnread = true
      throw error
    })
    const followed = this.#turns.take(() => this.#follow())
    try {
      await this.#bind()
    } finally {
      await followed
    }
  }

  async #follow(): Promise<void> {
    const { policy, stored, bridges } = this.#rooms
    const now = inForce(await policy.read())
    const before = await stored.read()
    if (before.print !== now.print) {
      await this.#apply(now, before)
      await stored.write(now)
    } else if (this.#wasUnread) await bridges.reopen(originsOf(now))
    this.#wasUnread = false
  }

  /** Forgets the pools that went and that nobody owes anything to: in its turn, since one may be about to go. */
  sweep(): Promise<void> {
    const { owner, profiles } = this.#rooms
    return this.#turns.take(async () => profiles.sweep(await owner.owing()))
  }

  /** What binds whoever is signed in holds, though what a site or a pool has to lose could not be taken. */
  async #bind(): Promise<void> {
    const { owner } = this.#rooms
    try {
      await owner.settleVault()
    } finally {
      await owner.endOverdue()
    }
  }

  /** The browser gave a host: bridges come to those that an operator allowed. */
  hostsAdded(): Promise<void> {
    return this.#turns.take(async () => {
      const sites = originsOf(await this.#rooms.policy.known())
      if (sites.length > 0) await this.#rooms.bridges.reopen(sites)
    })
  }

  /** May be done twice: what goes stays noted until it is gone. */
  async #apply(now: PolicyInForce, before: PolicyInForce): Promise<void> {
    const { stored, bridges, profiles, signIns, owner } = this.#rooms
    const sites = originsOf(now)
    const gone = before.allowedSites.filter(({ origin }) => !sites.includes(origin))
    const allowedSites = [...now.allowedSites, ...gone]
    // On a full disk what stands there already is as good: what goes is found by it once more.
    await stored.write({ ...now, allowedSites, profiles: before.profiles, print: '' }).catch(() => undefined)
    const failures: unknown[] = []
    for (const { origin } of gone) await bridges.close(origin).catch((error: unknown) => failures.push(error))
    if (sites.length > 0) await bridges.reopen(sites)
    // What came from one endpoint must not be shown to another, nor go on where the pool is no longer offered.
    for (const profile of [...now.profiles, ...before.profiles]) {
      const { id } = profile
      const next = now.profiles.find((other) => other.id === id)
      if (next !== undefined && (await profiles.find(id))?.endpoint === next.endpoint) continue
      if (next === undefined) await profiles.retire(profile)
      await signIns.leave(id)
      await owner.signOutProfile(id)
    }
    if (failures.length === 0) return
    // A host that could not be given back keeps nothing else from going: pools went, and go no second time with it.
    await stored.write({ ...now, allowedSites, print: '' })
    throw failures[0]
  }
}

function originsOf({ allowedSites }: Pick<Policy, 'allowedSites'>) {
  return allowedSites.map(({ origin }) => origin)
}
