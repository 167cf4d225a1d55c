import { toCognitoError } from './cognito-error.ts'
import type { CognitoError } from './cognito-error.ts'
import { keyIn } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import { enqueue, holdingOf } from './realm.ts'
import { asObject, isString, parseJson } from './record-text.ts'
import { isThrottling, isUnanswered } from './refresh-failure.ts'
import { later } from './time.ts'
import type { EpochMs } from './time.ts'

interface Revocation {
  token: string
  /** After this moment the token is dead anyway. */
  end: EpochMs
}

/** Cognito's default life of a refresh token: 30 days. */
const refreshTokenLife = 30 * 86_400_000
const limit = 20

/** Refresh tokens that are still to be revoked: written down before the request, struck off after its answer. */
export class RevocationQueue {
  readonly #pool: Omit<PoolContext, 'revocations'>
  readonly #key: string

  constructor(pool: Omit<PoolContext, 'revocations'>) {
    this.#pool = pool
    this.#key = keyIn(pool, 'revocations')
  }

  /** Revokes now; what cannot be sent now stays queued, and the error is told. */
  async revoke(tokens: readonly string[]): Promise<CognitoError | undefined> {
    await this.add(tokens)
    return await this.send(tokens)
  }

  /** Writes them down, once each; whether that succeeded. */
  async add(tokens: readonly string[]): Promise<boolean> {
    const end = later(this.#pool.ports.now(), refreshTokenLife)
    return await this.#change((queued) => {
      const fresh = tokens.filter((token) => !queued.some((known) => known.token === token))
      return [...queued, ...fresh.map((token) => ({ token, end }))]
    })
  }

  /** Sends those that were written down; the first error, if any could not be sent. */
  async send(tokens: readonly string[]): Promise<CognitoError | undefined> {
    const errors = await Promise.all(tokens.map((token) => this.#send(token)))
    return errors.find((error) => error !== undefined)
  }

  /** Sends what an earlier sign-out could not send. Never fails: what cannot be sent stays. */
  async sendAll(): Promise<void> {
    const now = this.#pool.ports.now()
    for (const { token, end } of await this.#read()) {
      await (end > now ? this.#send(token) : this.#strike(token))
    }
  }

  async #send(token: string): Promise<CognitoError | undefined> {
    const { client, report } = this.#pool
    const error = await client.revokeToken(token).then(() => undefined, toCognitoError)
    const passing =
      error !== undefined && (isUnanswered(error) || isThrottling(error) || error.code === 'HttpError')
    if (error) report({ type: passing ? 'revocationQueued' : 'revocationDropped', code: error.code })
    if (!passing) await this.#strike(token)
    return error
  }

  #strike(struck: string): Promise<boolean> {
    return this.#change((queued) => queued.filter(({ token }) => token !== struck))
  }

  /** A storage that fails must not keep anybody from signing out: the queue is then as it was, and false. */
  async #change(decide: (queued: Revocation[]) => Revocation[]): Promise<boolean> {
    const { storage } = this.#pool
    return await enqueue(holdingOf(storage, this.#key), async () => {
      const queued = decide(await this.#read()).slice(-limit)
      if (queued.length === 0) await storage.removeItem(this.#key)
      else await storage.setItem(this.#key, JSON.stringify({ version: 1, queued }))
      return true
    }).catch(() => false)
  }

  async #read(): Promise<Revocation[]> {
    try {
      const { queued } = asObject(parseJson((await this.#pool.storage.getItem(this.#key)) ?? ''))
      return Array.isArray(queued) ? queued.filter(isRevocation) : []
    } catch {
      return []
    }
  }
}

function isRevocation(value: unknown): value is Revocation {
  const { token, end } = asObject(value)
  return isString(token) && typeof end === 'number'
}
