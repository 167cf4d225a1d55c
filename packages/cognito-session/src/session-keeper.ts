import type { ClientMetadata } from './authentication-details.ts'
import { CognitoError } from './cognito-error.ts'
import type { SignInReason } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import type { PoolContext } from './pool-context.ts'
import type { Holding, Reading } from './realm.ts'
import type { SessionRecord, SignedInRecord, SignedOutRecord, SignInNeededRecord } from './record.ts'
import { RecordStore, unwritten } from './record-store.ts'
import type { Step } from './record-store.ts'
import { noRefreshToken, noSession } from './refresh-attempt.ts'
import { isRecordOf, recordOf, sessionOf, signInOf } from './session-record.ts'
import { SessionRefresher } from './session-refresher.ts'
import type { RefreshRequestOptions } from './session-refresher.ts'
import { noteLastUser } from './sign-out.ts'

export interface SessionQuestion {
  clientMetadata?: ClientMetadata
  /** The first question after a sleep or a change of network: a back-off is not waited for. */
  afterGap?: boolean | undefined
}

/** Keeps one user's session: in memory, in storage and fresh. */
export class SessionKeeper {
  readonly username: string
  readonly #pool: PoolContext
  readonly #store: RecordStore
  readonly #holding: Holding
  readonly #refresher: SessionRefresher

  constructor(pool: PoolContext, username: string) {
    this.username = username
    this.#pool = pool
    this.#store = new RecordStore(pool, username)
    this.#holding = this.#store.holding
    this.#refresher = new SessionRefresher(pool, this.#store)
  }

  /** The memory session, valid or not. */
  get session(): CognitoUserSession | null {
    return this.#holding.session
  }

  async getSession({ clientMetadata, afterGap }: SessionQuestion): Promise<CognitoUserSession> {
    const held = this.#holding.session
    if (held?.isValidAt(this.#pool.ports.now())) return held
    const underWay = this.#refresher.underWay(clientMetadata)
    if (underWay) return await underWay
    const session = await this.load()
    if (session.isValidAt(this.#pool.ports.now())) return session
    if (!session.getRefreshToken()?.getToken()) throw noRefreshToken()
    return await this.#refresher.refresh({ clientMetadata, force: afterGap })
  }

  /** The stored session becomes the memory session, valid or not; an interrupted refresh goes on. */
  async load(): Promise<CognitoUserSession> {
    const { departures } = this.#holding
    const { current, session } = await this.#read()
    // Signed out, or another session taken over, while this was read.
    const isPast = departures !== this.#holding.departures || (!session && this.#holding.session !== null)
    if (isPast) return await this.load()
    if (this.#holding.untoldDamage) {
      this.#holding.untoldDamage = false
      throw damaged()
    }
    if (!session) throw noSession(current)
    this.#goOn(current)?.catch(() => undefined)
    return session
  }

  /** A token that somebody brings may be the stored one, and then shares its refresh. */
  async refresh(options: RefreshRequestOptions): Promise<CognitoUserSession> {
    if (options.token !== undefined && !this.#holding.session) await this.#read().catch(() => undefined)
    return await this.#refresher.refresh(options)
  }

  /**
   * Takes over a session, at once in memory and then in storage. The very session that is stored is left alone. What
   * a sign-out before still owes is queued first; a session that is replaced is revoked once it is.
   */
  async adopt(session: CognitoUserSession): Promise<void> {
    const holding = this.#holding
    const { revocations } = this.#pool
    holding.session = session
    holding.reading = undefined
    holding.untoldDamage = false
    const { departures } = holding
    const isOut = () => departures !== holding.departures
    let replaced: string[] = []
    const adopted = await this.#store.change<SessionRecord | undefined>(
      async (current, generation) => {
        const next = isRecordOf(current, session) ? undefined : recordOf(session, generation)
        const owed = owedBy(current)
        if (owed.length > 0) await revocations.add(owed)
        if (next) replaced = ofAnotherSignIn(current, next)
        return isOut() ? { result: undefined } : { result: next, next, session }
      },
      () => undefined,
    )
    if (!isOut()) await noteLastUser(this.#pool, this.username)
    if (adopted && replaced.length > 0) void revocations.revoke(replaced)
    if (!adopted) return
    if (this.#holding.unsaved) throw unwritten()
    this.#pool.report({ type: 'signedIn', username: this.username, generation: adopted.generation })
  }

  /**
   * Ends the session in memory at once, in storage with the first write; the refresh tokens that it had. Where they
   * are to be revoked, that write says so too. With a reason, a sign-in is needed: nobody signed out.
   */
  async depart({ revoking, reason }: { revoking: boolean; reason?: SignInReason }): Promise<string[]> {
    const held = this.#holding.session
    this.#holding.session = null
    this.#holding.departures += 1
    this.#holding.reading = undefined
    this.#holding.flights.clear()
    this.#holding.lastFlight = Promise.resolve()
    this.#holding.nextTry?.abort()
    const tokens = held ? revocable(recordOf(held, 0)) : []
    const end: Step<SessionRecord | undefined> = (current, generation) => {
      if (current?.state === 'signedIn') tokens.push(...revocable(current))
      else if (current?.state === 'signInNeeded' && !reason) tokens.push(...owedBy(current))
      const isOut =
        current === undefined
          ? held === null
          : tokens.length === 0 && (current.state === 'signedOut' || (reason && current.state !== 'signedIn'))
      const owed = revoking && tokens.length > 0 ? { revoke: [...new Set(tokens)] } : {}
      const state = reason ? ({ state: 'signInNeeded', reason } as const) : ({ state: 'signedOut' } as const)
      const next = isOut ? undefined : ({ version: 1, generation, ...state, ...owed } as const)
      return { result: next, next }
    }
    const ended = await this.#store.change(end, () => undefined)
    this.#holding.untoldDamage = false
    await this.#store.removeDamaged().catch(() => undefined)
    if (ended) {
      const what = reason ? ({ type: 'signInNeeded', reason } as const) : ({ type: 'signedOut' } as const)
      this.#pool.report({ ...what, username: this.username, generation: ended.generation })
    }
    return [...new Set(tokens)]
  }

  /** Hands what a sign-out still owes to the queue of revocations, which outlives the next sign-in. */
  async queueOwed(): Promise<void> {
    const owed = await this.#store.change((current) => ({ result: owedBy(current) }))
    if (owed.length > 0 && (await this.#pool.revocations.add(owed))) await this.#strikeOwed()
  }

  /** The tombstone need not remember what stands in the queue. */
  async #strikeOwed(): Promise<void> {
    await this.#store.change((current) => {
      if (owedBy(current).length === 0 || !hasEnded(current)) return { result: undefined }
      const { revoke: _, ...next } = current
      return { result: undefined, next }
    })
  }

  record(): Promise<SessionRecord | undefined> {
    return this.#store.change((current) => ({ result: current }))
  }

  /** Finishes what a worker's death interrupted: a sign-out, a refresh. Its outcome is seen in the record. */
  async resume(): Promise<void> {
    await this.queueOwed()
    const { current } = await this.#read()
    await this.#goOn(current)?.catch(() => undefined)
  }

  /** One reading for all who ask at the same time. */
  #read(): Promise<Reading> {
    const holding = this.#holding
    if (holding.reading) return holding.reading
    const reading: Promise<Reading> = this.#store.change((current) => {
      const session =
        current?.state === 'signedIn' ? sessionOf(current, this.#pool.ports, holding.session) : null
      // A session that was taken over meanwhile is the newer one.
      return { result: { current, session }, ...(isLatest() && { session }) }
    })
    const isLatest = () => holding.reading === reading
    const done = () => {
      if (isLatest()) holding.reading = undefined
    }
    reading.finally(done).catch(() => undefined)
    holding.reading = reading
    return reading
  }

  /**
   * What an earlier process left unfinished: a journal that is not ours is refreshed at once, and a refresh whose
   * answer was lost is tried again in time.
   */
  #goOn(current: SessionRecord | undefined): Promise<unknown> | undefined {
    if (current?.state !== 'signedIn' || this.#holding.flights.size > 0) return undefined
    if (current.refreshing) return this.#refresher.refresh({ force: true })
    this.#refresher.tryInTime(current)
    return undefined
  }
}

function owedBy(record: SessionRecord | undefined): readonly string[] {
  return hasEnded(record) ? (record.revoke ?? []) : []
}

function hasEnded(record: SessionRecord | undefined): record is SignedOutRecord | SignInNeededRecord {
  return record !== undefined && record.state !== 'signedIn'
}

/** A sign-in over a living session: the earlier one's refresh token, which nobody would ever use or revoke. */
function ofAnotherSignIn(current: SessionRecord | undefined, next: SignedInRecord): string[] {
  if (current?.state !== 'signedIn') return []
  return signInOf(current.accessToken) === signInOf(next.accessToken) ? [] : revocable(current)
}

function revocable({ accessToken, refreshToken }: SignedInRecord): string[] {
  return refreshToken !== undefined && signInOf(accessToken) !== undefined ? [refreshToken] : []
}

function damaged(): CognitoError {
  return new CognitoError(
    'StorageDamaged',
    'The stored session could not be read and was set aside. Sign in again.',
  )
}
