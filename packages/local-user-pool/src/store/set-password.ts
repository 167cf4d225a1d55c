import { verifierFor } from '../crypto/srp.ts'
import { poolName } from '../pool.ts'
import type { Pool } from '../pool.ts'
import type { User } from './user.ts'

/** Gives a user a password for good, unless its end is given: then it is temporary and must be changed. */
export function setPassword(
  pool: Omit<Pool, 'keys'>,
  user: User,
  password: string,
  temporaryUntil?: number,
): void {
  const identity = { group: poolName(pool.id), user: user.username }
  user.verifier = verifierFor(identity, password, pool.random.bytes(16))
  user.modifiedAt = pool.clock.now()
  if (temporaryUntil === undefined) delete user.temporaryUntil
  else user.temporaryUntil = temporaryUntil
  user.status = temporaryUntil === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
}
