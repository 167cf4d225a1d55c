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

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  settle(): Promise<void> {
    return this.#turns.take(async () => {
      const { policy, stored } = this.#rooms
      const now = inForce(await policy.read())
      const before = await stored.read()
      try {
        if (before.print !== now.print) {
          await this.#apply(now, before)
          await stored.write(now)
        }
      } finally {
        await this.#bind()
      }
    })
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
    for (const { origin } of gone) await bridges.close(origin)
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
  }
}

function originsOf({ allowedSites }: Pick<Policy, 'allowedSites'>) {
  return allowedSites.map(({ origin }) => origin)
}
