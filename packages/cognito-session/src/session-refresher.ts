import type { ClientMetadata } from './authentication-details.ts'
import { CognitoError, toCognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { readDevice } from './device-record.ts'
import { freshTokens } from './fresh-tokens.ts'
import type { FreshTokens } from './fresh-tokens.ts'
import { jitterOf, keyIn } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import type { Flight, Holding } from './realm.ts'
import type { SessionRecord, SignedInRecord } from './record.ts'
import type { Change, RecordStore } from './record-store.ts'
import { begin, conclude, fail, noSession } from './refresh-attempt.ts'
import type { Attempt, Conclusion, RefreshWish } from './refresh-attempt.ts'
import { quickTries } from './retry-delay.ts'
import { sessionOf, signInOf } from './session-record.ts'

export interface RefreshRequestOptions extends RefreshWish {
  clientMetadata?: ClientMetadata
}

type Answer = FreshTokens | CognitoError

/** Refreshes one user's session: one request at a time, shared by all who ask for the same. */
export class SessionRefresher {
  readonly #pool: PoolContext
  readonly #username: string
  readonly #holding: Holding
  readonly #store: RecordStore

  constructor(pool: PoolContext, username: string, holding: Holding, store: RecordStore) {
    this.#pool = pool
    this.#username = username
    this.#holding = holding
    this.#store = store
  }

  /** The refresh under way that a question with this metadata may share. */
  underWay(clientMetadata: ClientMetadata): Promise<CognitoUserSession> | undefined {
    return this.#holding.flights.get(flightName(clientMetadata, undefined))?.promise
  }

  /**
   * Joins the refresh under way, or starts one. One with client metadata is never shared with one without,
   * since the metadata may shape the tokens: it waits for its turn.
   */
  refresh(options: RefreshRequestOptions): Promise<CognitoUserSession> {
    const holding = this.#holding
    const name = flightName(options.clientMetadata, this.#foreign(options.token))
    const joined = holding.flights.get(name)
    if (joined) {
      joined.isForced ||= options.force === true
      return joined.promise
    }
    const { departures } = holding
    const promise = holding.lastFlight.then(() => this.#fly(options, departures, () => flight.isForced))
    const flight: Flight = { promise, isForced: options.force === true }
    const landed = () => {
      if (holding.flights.get(name) === flight) holding.flights.delete(name)
    }
    holding.lastFlight = promise.then(landed, landed)
    holding.flights.set(name, flight)
    return promise
  }

  /** A token that is neither the session's own nor one that a rotation has replaced. */
  #foreign(token: string | undefined): string | undefined {
    const own = this.#holding.session?.getRefreshToken()?.getToken()
    return token === undefined || token === own || this.#holding.superseded.includes(token)
      ? undefined
      : token
  }

  async #fly(
    options: RefreshRequestOptions,
    departures: number,
    isForced: () => boolean,
  ): Promise<CognitoUserSession> {
    this.#holding.nextTry?.abort()
    const attempt = await this.#store.change((current) => {
      if (departures !== this.#holding.departures) throw noSession(undefined)
      const wish = { token: this.#foreign(options.token), force: isForced() }
      const { attempt, next } = begin(current, wish, this.#pool.ports.now())
      return { result: attempt, next }
    })
    const answer = await this.#ask(attempt, options.clientMetadata)
    const conclusion = await this.#store.change((current, generation) => {
      const departed = departures !== this.#holding.departures
      return this.#change(departed ? leftBehind(answer) : this.#judge(current, attempt, answer, generation))
    })
    return await this.#deliver(conclusion, attempt, answer)
  }

  async #ask(attempt: Attempt, clientMetadata: ClientMetadata): Promise<Answer> {
    const device = await readDevice(this.#pool.storage, keyIn(this.#pool, 'device', this.#username))
    const refreshToken = attempt.token
    const request = { refreshToken, username: this.#username, deviceKey: device?.deviceKey, clientMetadata }
    try {
      return freshTokens(await this.#pool.client.refreshTokens(request))
    } catch (cause) {
      return toCognitoError(cause)
    }
  }

  #judge(
    current: SessionRecord | undefined,
    attempt: Attempt,
    answer: Answer,
    generation: number,
  ): Conclusion {
    const { ports } = this.#pool
    const surroundings = { clock: ports, jitter: jitterOf(ports) }
    return answer instanceof CognitoError
      ? fail(current, attempt, answer, generation, surroundings)
      : conclude(current, attempt, answer, generation, surroundings)
  }

  #change(conclusion: Conclusion): Change<Conclusion> {
    const result = conclusion
    switch (conclusion.kind) {
      case 'fresh':
        return { result, next: conclusion.next, session: conclusion.session }
      case 'ended':
        return { result, next: conclusion.next, session: null }
      case 'kept':
        return { result, next: conclusion.next, ...this.#rotatedSession(conclusion.next) }
      case 'discarded':
        return { result }
    }
  }

  /** The memory session must not keep a refresh token that is no longer the stored one. */
  #rotatedSession(next: SignedInRecord | undefined): { session?: CognitoUserSession } {
    const held = this.#holding.session
    const isRotated =
      next !== undefined && held !== null && held.getRefreshToken()?.getToken() !== next.refreshToken
    return isRotated ? { session: sessionOf(next, this.#pool.ports) } : {}
  }

  async #deliver(conclusion: Conclusion, attempt: Attempt, answer: Answer): Promise<CognitoUserSession> {
    const username = this.#username
    switch (conclusion.kind) {
      case 'fresh':
        this.#supersede(attempt.token, conclusion.next.refreshToken)
        this.#pool.report({ type: 'refreshed', username, generation: conclusion.next.generation })
        void this.#pool.revocations.sendAll()
        return conclusion.session
      case 'ended': {
        const { reason, next } = conclusion
        this.#pool.report({ type: 'signInNeeded', username, generation: next.generation, reason })
        throw conclusion.error
      }
      case 'kept':
        this.#supersede(attempt.token, conclusion.next?.refreshToken)
        this.#afterFailure(conclusion)
        throw conclusion.error
      case 'discarded':
        return await this.#discard(conclusion, attempt, answer)
    }
  }

  #supersede(old: string, rotated: string | undefined): void {
    if (rotated !== undefined && rotated !== old) {
      this.#holding.superseded = [...this.#holding.superseded.slice(-7), old]
    }
  }

  #afterFailure({ next, error, quick }: Conclusion & { kind: 'kept' }): void {
    const retryAt = next?.retry?.at
    if (retryAt === undefined) return
    this.#pool.report({ type: 'refreshFailed', username: this.#username, code: error.code, retryAt })
    if (quick && this.#pool.retry === 'timer') this.#tryAgain(retryAt - this.#pool.ports.now())
  }

  /** An earlier process sent a refresh and got no answer: the quick tries go on where they stopped. */
  tryInTime({ retry }: SignedInRecord): void {
    const isPending = this.#holding.nextTry !== undefined && !this.#holding.nextTry.signal.aborted
    if (this.#pool.retry !== 'timer' || isPending || !retry?.sent || retry.count > quickTries.length) return
    this.#tryAgain(Math.max(0, retry.at - this.#pool.ports.now()))
  }

  #tryAgain(delay: number): void {
    const waiting = new AbortController()
    this.#holding.nextTry = waiting
    const start = () => {
      if (!waiting.signal.aborted) this.refresh({ force: true }).catch(() => undefined)
    }
    this.#pool.ports.wait(delay, waiting.signal).then(start, () => undefined)
  }

  /** The session has ended or was replaced meanwhile: whoever waited gets what there is now. */
  async #discard(
    { current, error }: Conclusion & { kind: 'discarded' },
    attempt: Attempt,
    answer: Answer,
  ): Promise<CognitoUserSession> {
    this.#pool.report({ type: 'refreshDiscarded', username: this.#username })
    if (!(answer instanceof CognitoError)) await this.#revokeStray(answer, attempt, current)
    if (current?.state === 'signedIn') {
      const session = sessionOf(current, this.#pool.ports)
      if (session.isValid()) return session
    }
    throw error ?? noSession(current)
  }

  /** Nobody must hold a refresh token that nobody knows of, unless it is kin of the session that replaced ours. */
  async #revokeStray(
    tokens: FreshTokens,
    attempt: Attempt,
    current: SessionRecord | undefined,
  ): Promise<void> {
    const { refreshToken, accessToken } = tokens
    if (refreshToken === undefined || refreshToken === attempt.token) return
    if (current?.state === 'signedIn' && signInOf(current.accessToken) === signInOf(accessToken ?? '')) return
    await this.#pool.revocations.revoke([refreshToken])
  }
}

/** The user signed out, whether the storage knows it already or not. */
function leftBehind(answer: Answer): Conclusion {
  const left = { kind: 'discarded', current: undefined } as const
  return answer instanceof CognitoError ? { ...left, error: answer } : left
}

function flightName(clientMetadata: ClientMetadata, token: string | undefined): string {
  const entries = Object.entries(clientMetadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([token ?? null, entries])
}
