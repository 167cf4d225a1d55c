import type { CognitoClient } from './cognito-client.ts'
import type { EventListener } from './events.ts'
import type { Ports, SessionStorage } from './ports.ts'
import { RevocationQueue } from './revocation-queue.ts'
import { storageKey } from './storage-key.ts'
import type { StorageKind } from './storage-key.ts'

/** What the parts of this library share of a pool. */
export interface PoolContext {
  poolId: string
  clientId: string
  /** Of Cognito's API; the pool's public keys lie beside it. */
  endpoint: string
  storage: SessionStorage
  ports: Ports
  client: CognitoClient
  revocations: RevocationQueue
  report: EventListener
  /** The app's own listener, if it gave one. */
  listener: EventListener | undefined
  retry: RetryMode
  /** Who signed in last, as far as this realm knows. */
  current: { username: string | null }
}

/** Who starts the quick tries after a refresh that was sent and not answered: this library, or the app. */
export type RetryMode = 'timer' | 'caller'

const contexts = new WeakMap<object, PoolContext>()

/** Lets the users of a pool see its context, and nobody else. */
export function sharePoolContext(pool: object, context: PoolContext): void {
  contexts.set(pool, context)
}

/** The context of a pool; with a storage of the user's own where one is given. */
export function poolContext(pool: object, storage: SessionStorage | undefined): PoolContext {
  const context = contexts.get(pool)
  if (context === undefined) throw new Error('Pool must be a CognitoUserPool of this library.')
  if (storage === undefined || storage === context.storage) return context
  return { ...context, storage, revocations: new RevocationQueue({ ...context, storage }) }
}

export function keyIn(
  pool: { poolId: string; clientId: string },
  kind: StorageKind,
  username?: string,
): string {
  return storageKey(pool.poolId, pool.clientId, kind, username)
}

/** The pool's id without its region. */
export function poolNameOf({ poolId }: { poolId: string }): string {
  return poolId.split('_')[1] ?? ''
}

/** A random number in [0, 1). */
export function jitterOf(ports: Ports): number {
  const bytes = ports.getRandomValues(new Uint8Array(4))
  return bytes.reduce((sum, byte) => (sum + byte) / 256, 0)
}
