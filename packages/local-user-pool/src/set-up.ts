import { movableClock } from './clock.ts'
import type { MovableClock } from './clock.ts'
import { importKeys, keysFor } from './crypto/signing-keys.ts'
import { systemNow, systemRandom } from './defaults.ts'
import { demoSeed } from './demo-seed.ts'
import type { UserPoolOptions } from './local-user-pool.ts'
import { LoginStore } from './managed-login/login-store.ts'
import { clientsFrom, userFrom } from './plant.ts'
import type { Pool } from './pool.ts'
import type { Seed } from './seed.ts'
import { Outbox } from './inbox.ts'
import { AuthSessions } from './store/auth-sessions.ts'
import { readDataFile } from './store/data-file.ts'
import { RefreshTokens } from './store/refresh-tokens.ts'
import { Registrations } from './store/registrations.ts'
import { SrpAttempts } from './store/srp-attempts.ts'
import { Users } from './store/users.ts'

const DAY_MS = 86_400_000

/** A pool that is whole but for its keys, which take a quarter of a second to make. */
export interface SetUp {
  pool: Omit<Pool, 'keys'>
  ready: Promise<Pool>
  clock: MovableClock
  seed: Seed
}

/** The region and the id, which must agree; throws a sentence where they do not. */
function identity({ region, poolId }: UserPoolOptions): { region: string; id: string } {
  const id = poolId ?? `${region ?? 'eu-west-1'}_LocalDemo`
  const match = /^([\w-]+)_[0-9a-zA-Z]+$/.exec(id)
  if (match?.[1] === undefined) throw new Error(`${id} is no pool id. One looks like eu-west-1_LocalDemo.`)
  if (region !== undefined && region !== match[1])
    throw new Error(`The pool id ${id} is not of the region ${region}.`)
  return { region: match[1], id }
}

/** Builds the pool that the options describe. */
export function setUp(options: UserPoolOptions): SetUp {
  const { region, id } = identity(options)
  const { clock = movableClock(systemNow), random = systemRandom } = options
  const seed: Seed = options.seed ?? demoSeed
  const stored = options.dataFile === undefined ? undefined : readDataFile(options.dataFile, id)
  const users = new Users()
  const seeded =
    stored?.users ?? Object.values(seed.users).map((user) => userFrom(user, id, random, clock.now()))
  for (const user of seeded) users.add(user)
  const pool = {
    region,
    id,
    issuer: `https://cognito-idp.${region}.amazonaws.com/${id}`,
    clock,
    random,
    users,
    groups: seed.groups ?? {},
    clients: clientsFrom(seed, {
      liftMinimums: options.liftMinimums ?? false,
      callbackUrls: options.callbackUrls ?? [],
    }),
    refreshTokens: new RefreshTokens(random, stored?.families),
    srpAttempts: new SrpAttempts(random),
    sessions: new AuthSessions(random),
    registrations: new Registrations(),
    login: new LoginStore(random),
    relyingParty: {
      id: options.relyingPartyId ?? 'localhost',
      acceptExtensionOrigins: options.acceptExtensionOrigins ?? false,
    },
    inbox: new Outbox(),
    customChallenges: seed.customChallenges ?? [],
    requiredAttributes: seed.requiredAttributes ?? [],
    timestampToleranceMs: options.timestampToleranceMs ?? DAY_MS,
    decoySecret: random.bytes(32),
  }
  const keys = stored === undefined ? keysFor(id) : Promise.resolve(importKeys(stored.keys))
  return { pool, ready: keys.then((made) => ({ ...pool, keys: made })), clock, seed }
}
