import { callOnce } from './callback.ts'
import { CognitoClient } from './cognito-client.ts'
import { CognitoUser } from './cognito-user.ts'
import { defaultPorts, sharedMemory } from './defaults.ts'
import type { EventListener, SessionEvent } from './events.ts'
import { keyIn, poolNameOf, sharePoolContext } from './pool-context.ts'
import type { PoolContext, RetryMode } from './pool-context.ts'
import type { Ports, SessionStorage } from './ports.ts'
import { RevocationQueue } from './revocation-queue.ts'

export interface ICognitoUserPoolData {
  /** As the AWS console shows it: `eu-west-1_AbCdEfGhI`. */
  UserPoolId: string
  ClientId: string
  /** Of a confidential app client. Not for code that others can read. */
  ClientSecret?: string | undefined
  /** Instead of `https://cognito-idp.<region>.amazonaws.com/`. */
  endpoint?: string | undefined
  /** Where sessions are kept. In the memory of this realm where nothing is given. */
  Storage?: SessionStorage | undefined
  /** Clock, network, randomness and timers, where they are not the realm's own. */
  ports?: Partial<Ports> | undefined
  /** Hears what happens to the pool's sessions. No token ever stands in an event. */
  onEvent?: EventListener | undefined
  /** Who starts the quick tries after an unanswered refresh: this library's timer (default), or the caller. */
  retry?: RetryMode | undefined
}

/**
 * A user pool as one app client sees it.
 *
 * @example
 * const pool = new CognitoUserPool({ UserPoolId: 'eu-west-1_AbCdEfGhI', ClientId: '4b6…' })
 */
export class CognitoUserPool {
  readonly #context: PoolContext

  /** @throws Error when an id is missing or malformed */
  constructor(data: ICognitoUserPoolData) {
    const { UserPoolId, ClientId } = data ?? {}
    if (!UserPoolId || !ClientId) throw new Error('Both UserPoolId and ClientId are required.')
    if (UserPoolId.length > 55 || !/^[\w-]+_[0-9a-zA-Z]+$/.test(UserPoolId)) {
      throw new Error('Invalid UserPoolId format.')
    }
    this.#context = contextFrom(data)
    sharePoolContext(this, this.#context)
  }

  getUserPoolId(): string {
    return this.#context.poolId
  }

  /** The id without its region. */
  getUserPoolName(): string {
    return poolNameOf(this.#context)
  }

  getClientId(): string {
    return this.#context.clientId
  }

  /** Who signed in last. With asynchronous storage null until `sync()` has run. */
  getCurrentUser(): CognitoUser | null {
    const stored: unknown = this.#context.storage.getItem(keyIn(this.#context, 'lastUser'))
    if (stored instanceof Promise) stored.catch(() => undefined)
    const username = typeof stored === 'string' || stored === null ? stored : this.#context.current.username
    return username ? new CognitoUser({ Username: username, Pool: this }) : null
  }

  /** Reads who signed in last, and that user's session, from storage. */
  async sync(): Promise<CognitoUser | null> {
    const { storage, current } = this.#context
    current.username = await storage.getItem(keyIn(this.#context, 'lastUser'))
    if (!current.username) return null
    const user = new CognitoUser({ Username: current.username, Pool: this })
    await user.resume()
    return user
  }

  /** Sends the revocations that earlier sign-outs could not send. */
  sendQueuedRevocations(): Promise<void> {
    return this.#context.revocations.sendAll()
  }
}

function contextFrom(data: ICognitoUserPoolData): PoolContext {
  const { UserPoolId: poolId, ClientId: clientId, Storage: storage = sharedMemory, onEvent: listener } = data
  const ports = { ...defaultPorts, ...data.ports }
  const [region] = poolId.split('_')
  const endpoint = data.endpoint ?? `https://cognito-idp.${region}.amazonaws.com/`
  const clientSecret = data.ClientSecret || undefined
  const context = {
    poolId,
    clientId,
    endpoint,
    storage,
    ports,
    client: new CognitoClient({ clientId, clientSecret, endpoint }, ports),
    report: (event: SessionEvent) => callOnce(() => listener?.(event), undefined),
    listener,
    retry: data.retry ?? 'timer',
    current: { username: null },
  }
  return { ...context, revocations: new RevocationQueue(context) }
}
