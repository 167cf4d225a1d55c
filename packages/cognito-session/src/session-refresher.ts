import type { ClientMetadata } from './authentication-details.ts'
import { CognitoError, toCognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { readDevice } from './device-record.ts'
import { freshTokens } from './fresh-tokens.ts'
import type { FreshTokens } from './fresh-tokens.ts'
import type { PoolContext } from './pool-context.ts'
import type { Flight, Holding } from './realm.ts'
import type { Retry, SessionRecord, SignedInRecord } from './record.ts'
import type { Change, RecordStore } from './record-store.ts'
import { begin, conclude, noSession } from './refresh-attempt.ts'
import type { Answer, Attempt, Conclusion, RefreshWish } from './refresh-attempt.ts'
import { quickTries } from './retry-delay.ts'
import { sessionOf, signInOf } from './session-record.ts'

export interface RefreshRequestOptions extends RefreshWish {
  clientMetadata?: ClientMetadata
}

/** Refreshes one user's session: one request at a time, shared by all who ask for the same. */
export class SessionRefresher {
  readonly #pool: PoolContext
  readonly #store: RecordStore
  readonly #holding: Holding

  constructor(pool: PoolContext, store: RecordStore) {
    this.#pool = pool
    this.#store = store
    this.#holding = store.holding
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
    const isOut = () => departures !== this.#holding.departures
    const attempt = await this.#store.change((current) => {
      if (isOut()) throw noSession()
      const wish = { token: this.#foreign(options.token), force: isForced() }
      return begin(current, wish, this.#pool.ports.now())
    })
    const answer = await this.#ask(attempt, options.clientMetadata)
    const { record } = attempt
    // A storage that cannot be read just now must not lose the answer, which may hold the next refresh token.
    const conclusion = await this.#store.change(
      (current, generation) =>
        this.#change(
          isOut() ? leftBehind(answer) : conclude(current, attempt, answer, generation, this.#pool.ports),
        ),
      record && (() => record),
    )
    return await this.#deliver(conclusion, attempt, answer)
  }

  async #ask({ token }: Attempt, clientMetadata: ClientMetadata): Promise<Answer> {
    const { username } = this.#store
    const device = await readDevice(this.#pool, username)
    const request = { refreshToken: token, username, deviceKey: device?.deviceKey, clientMetadata }
    try {
      return freshTokens(await this.#pool.client.refreshTokens(request))
    } catch (cause) {
      return toCognitoError(cause)
    }
  }

  /** The memory session must not keep a refresh token that is no longer the stored one. */
  #change(conclusion: Conclusion): Change<Conclusion> {
    const result = conclusion
    if (conclusion.kind === 'discarded') return { result }
    if (conclusion.kind !== 'kept' || !conclusion.next) return { ...conclusion, result }
    const { next } = conclusion
    return { result, next, session: sessionOf(next, this.#pool.ports, this.#holding.session) }
  }

  async #deliver(conclusion: Conclusion, attempt: Attempt, answer: Answer): Promise<CognitoUserSession> {
    const { report, revocations } = this.#pool
    const { username } = this.#store
    switch (conclusion.kind) {
      case 'fresh': {
        const { generation, refreshToken } = conclusion.next
        this.#supersede(attempt.token, conclusion.next)
        report({ type: 'refreshed', username, generation, rotated: refreshToken !== attempt.token })
        void revocations.sendAll()
        return conclusion.session
      }
      case 'ended': {
        const { generation, reason } = conclusion.next
        report({ type: 'signInNeeded', username, generation, reason })
        throw conclusion.error
      }
      case 'kept': {
        const { next, error, quick } = conclusion
        if (next) {
          this.#supersede(attempt.token, next)
          report({ type: 'refreshFailed', username, code: error.code, retryAt: next.retry.at })
          if (quick) this.#tryAgain(next.retry)
        }
        throw error
      }
      case 'discarded':
        report({ type: 'refreshDiscarded', username })
        return await this.#discard(conclusion, attempt, answer)
    }
  }

  #supersede(old: string, { refreshToken }: SignedInRecord): void {
    if (refreshToken !== old) this.#holding.superseded = [...this.#holding.superseded.slice(-7), old]
  }

  /** An earlier process sent a refresh and got no answer: the quick tries go on where they stopped. */
  tryInTime({ retry }: SignedInRecord): void {
    if (retry?.sent && retry.count <= quickTries.length) this.#tryAgain(retry)
  }

  #tryAgain({ at }: Retry): void {
    const isPending = this.#holding.nextTry?.signal.aborted === false
    if (this.#pool.retry !== 'timer' || isPending) return
    const waiting = new AbortController()
    this.#holding.nextTry = waiting
    const start = () => {
      if (!waiting.signal.aborted) this.refresh({ force: true }).catch(() => undefined)
    }
    const delay = Math.max(0, at - this.#pool.ports.now())
    this.#pool.ports.wait(delay, waiting.signal).then(start, () => undefined)
  }

  /** The session has ended or was replaced meanwhile: whoever waited gets what there is now. */
  async #discard(
    { current, error }: Conclusion & { kind: 'discarded' },
    attempt: Attempt,
    answer: Answer,
  ): Promise<CognitoUserSession> {
    if (isStray(answer, attempt, current)) await this.#pool.revocations.revoke([answer.refreshToken])
    if (current?.state === 'signedIn') {
      const session = sessionOf(current, this.#pool.ports, null)
      if (session.isValid()) return session
    }
    throw error ?? noSession(current)
  }
}

/** Nobody must hold a refresh token that nobody knows of, unless it is kin of the session that replaced ours. */
function isStray(
  answer: Answer,
  attempt: Attempt,
  current: SessionRecord | undefined,
): answer is FreshTokens & { refreshToken: string } {
  if (answer instanceof CognitoError) return false
  const { refreshToken, accessToken = '' } = answer
  if (refreshToken === undefined || refreshToken === attempt.token) return false
  return current?.state !== 'signedIn' || signInOf(current.accessToken) !== signInOf(accessToken)
}

/** The user signed out, whether the storage knows it already or not. */
function leftBehind(answer: Answer): Conclusion {
  const error = answer instanceof CognitoError ? answer : undefined
  return { kind: 'discarded', current: undefined, error }
}

function flightName(clientMetadata: ClientMetadata, token: string | undefined): string {
  const entries = Object.entries(clientMetadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([token ?? null, entries])
}
