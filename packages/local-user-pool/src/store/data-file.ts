import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { exportKeys } from '../crypto/signing-keys.ts'
import type { StoredKeys } from '../crypto/signing-keys.ts'
import type { Pool } from '../pool.ts'
import type { RefreshFamily } from './refresh-tokens.ts'
import type { User } from './user.ts'

/** What outlives the program. Sign-ins under way do not. */
export interface StoredPool {
  version: 1
  poolId: string
  keys: StoredKeys
  users: User[]
  families: RefreshFamily[]
}

function isStoredPool(value: unknown): value is StoredPool {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return false
  return 'keys' in value && 'users' in value && Array.isArray(value.users) && 'families' in value
}

/** Reads the file; undefined where there is none yet. Throws a sentence where it is something else, or another pool's. */
export function readDataFile(path: string, poolId: string): StoredPool | undefined {
  if (!existsSync(path)) return undefined
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Error(`${path} is not JSON. Name another file, or delete this one to begin anew.`)
  }
  if (!isStoredPool(value))
    throw new Error(`${path} is not a data file of a local user pool. Name another file.`)
  if (value.poolId !== poolId) {
    throw new Error(`${path} belongs to the pool ${value.poolId}, not to ${poolId}. Name another file.`)
  }
  return value
}

/** Writes the whole file at once: a crash leaves the old one or the new one. Only its owner can read it. */
export function writeDataFile(path: string, pool: Pool): void {
  const stored: StoredPool = {
    version: 1,
    poolId: pool.id,
    keys: exportKeys(pool.keys),
    users: pool.users.all(),
    families: [...pool.refreshTokens.families()],
  }
  const fresh = `${path}.new`
  writeFileSync(fresh, JSON.stringify(stored), { mode: 0o600 })
  renameSync(fresh, path)
}
