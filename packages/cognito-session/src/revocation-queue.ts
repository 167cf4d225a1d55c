import type { CognitoClient } from './cognito-client.ts'
import { toCognitoError } from './cognito-error.ts'
import type { CognitoError } from './cognito-error.ts'
import type { EventListener } from './events.ts'
import type { Ports, SessionStorage } from './ports.ts'
import { enqueue, holdingOf } from './realm.ts'
import { isObject, parseJson } from './record-text.ts'
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

export interface RevocationPlace {
  storage: SessionStorage
  key: string
}

/** Refresh tokens that are still to be revoked: written down before the request, struck off after its answer. */
export class RevocationQueue {
  readonly #place: RevocationPlace
  readonly #client: CognitoClient
  readonly #ports: Ports
  readonly #report: EventListener

  constructor(place: RevocationPlace, client: CognitoClient, ports: Ports, report: EventListener) {
    this.#place = place
    this.#client = client
    this.#ports = ports
    this.#report = report
  }

  /** Revokes now; what cannot be sent now stays queued, and the error is told. */
  async revoke(tokens: readonly string[]): Promise<CognitoError | undefined> {
    await this.add(tokens)
    return await this.send(tokens)
  }

  /** Writes them down, once each; whether that succeeded. */
  async add(tokens: readonly string[]): Promise<boolean> {
    const end = later(this.#ports.now(), refreshTokenLife)
    return await this.#change((queued) => {
      const known = new Set(queued.map(({ token }) => token))
      return [...queued, ...tokens.filter((token) => !known.has(token)).map((token) => ({ token, end }))]
    })
  }

  /** Sends those that were written down; the first error, if any could not be sent. */
  async send(tokens: readonly string[]): Promise<CognitoError | undefined> {
    const errors = await Promise.all(tokens.map((token) => this.#send(token)))
    return errors.find((error) => error !== undefined)
  }

  /** Sends what an earlier sign-out could not send. Never fails: what cannot be sent stays. */
  async sendAll(): Promise<void> {
    const queued = await this.#read()
    if (queued.length === 0) return
    const now = this.#ports.now()
    await this.#strike(queued.filter(({ end }) => end <= now).map(({ token }) => token))
    for (const { token, end } of queued) if (end > now) await this.#send(token)
  }

  async #send(token: string): Promise<CognitoError | undefined> {
    try {
      await this.#client.revokeToken(token)
    } catch (cause) {
      const error = toCognitoError(cause)
      const passing = isUnanswered(error) || isThrottling(error)
      this.#report({ type: passing ? 'revocationQueued' : 'revocationDropped', code: error.code })
      if (!passing) await this.#strike([token])
      return error
    }
    await this.#strike([token])
    return undefined
  }

  async #strike(tokens: readonly string[]): Promise<void> {
    if (tokens.length > 0)
      await this.#change((queued) => queued.filter(({ token }) => !tokens.includes(token)))
  }

  /** A storage that fails must not keep anybody from signing out: the queue is then as it was, and false. */
  async #change(decide: (queued: Revocation[]) => Revocation[]): Promise<boolean> {
    const { storage, key } = this.#place
    return await enqueue(holdingOf(storage, key), async () => {
      const queued = decide(await this.#read()).slice(-limit)
      if (queued.length === 0) await storage.removeItem(key)
      else await storage.setItem(key, JSON.stringify({ version: 1, queued }))
      return true
    }).catch(() => false)
  }

  async #read(): Promise<Revocation[]> {
    try {
      const value = parseJson((await this.#place.storage.getItem(this.#place.key)) ?? '')
      const queued = isObject(value) ? value['queued'] : undefined
      return Array.isArray(queued) ? queued.filter(isRevocation) : []
    } catch {
      return []
    }
  }
}

function isRevocation(value: unknown): value is Revocation {
  return isObject(value) && typeof value['token'] === 'string' && typeof value['end'] === 'number'
}
