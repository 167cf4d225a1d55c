import { verifierFor } from './crypto/srp.ts'
import type { Random } from './defaults.ts'
import { poolName } from './pool.ts'
import type { Seed, SeedClient, SeedUser } from './seed.ts'
import { complaintAbout, defaultSettings, raisedToMinimums } from './store/client.ts'
import type { Client } from './store/client.ts'
import { Clients } from './store/clients.ts'
import type { User } from './store/user.ts'

/** What the options add to the seed's app clients. */
export interface ClientOptions {
  liftMinimums: boolean
  callbackUrls: readonly string[]
}

function clientFrom(name: string, seed: SeedClient, { liftMinimums, callbackUrls }: ClientOptions): Client {
  const { id, secret, raiseToMinimums, ...settings } = seed
  const own = { ...defaultSettings, ...settings, name, id, secret }
  const stated = { ...own, callbackUrls: [...own.callbackUrls, ...callbackUrls] }
  const client = raiseToMinimums === true && !liftMinimums ? raisedToMinimums(stated) : stated
  const complaint = complaintAbout(client, liftMinimums)
  if (complaint !== undefined) throw new RangeError(`App client ${name}: ${complaint}`)
  return client
}

/** The seed's app clients; throws a RangeError where a life is out of Cognito's range. */
export function clientsFrom(seed: Seed, options: ClientOptions): Clients {
  return new Clients(Object.entries(seed.clients).map(([name, client]) => clientFrom(name, client, options)))
}

/** One of the seed's users as the pool keeps it: without the password. */
export function userFrom(seed: SeedUser, poolId: string, random: Random, now: number): User {
  const sub = seed.sub ?? random.uuid()
  const username = seed.username ?? sub
  const identity = { group: poolName(poolId), user: username }
  return {
    username,
    sub,
    status: seed.status ?? 'CONFIRMED',
    enabled: seed.enabled ?? true,
    attributes: { ...seed.attributes },
    groups: [...(seed.groups ?? [])],
    ...(seed.password === undefined
      ? {}
      : { verifier: verifierFor(identity, seed.password, random.bytes(16)) }),
    mfa: { ...seed.mfa, enabled: [...(seed.mfa?.enabled ?? [])] },
    devices: [],
    passkeys: [],
    createdAt: now,
    modifiedAt: now,
  }
}
