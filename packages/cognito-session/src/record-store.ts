import { CognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { keyIn } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import { enqueue, holdingOf } from './realm.ts'
import type { Holding } from './realm.ts'
import type { SessionRecord } from './record.ts'
import { parseRecord, recordText } from './record-text.ts'

/** What a step decides: the record to write, the session to hold in memory, and what to tell its caller. */
export interface Change<Result> {
  result: Result
  next?: SessionRecord | undefined
  session?: CognitoUserSession | null | undefined
}

/** @param generation the next one, higher than any seen */
export type Step<Result> = (
  current: SessionRecord | undefined,
  generation: number,
) => Change<Result> | Promise<Change<Result>>

const rewriteDelays = [200, 1000, 5000, 15_000, 30_000]

/** One user's record: read, decided upon and written whole, one step after the other. */
export class RecordStore {
  readonly username: string
  /** What this realm holds of the record. */
  readonly holding: Holding
  readonly #pool: PoolContext
  readonly #key: string
  readonly #damagedKey: string

  constructor(pool: PoolContext, username: string) {
    this.username = username
    this.#pool = pool
    this.#key = keyIn(pool, 'session', username)
    this.#damagedKey = keyIn(pool, 'damaged', username)
    this.holding = holdingOf(pool.storage, this.#key)
  }

  /**
   * Resolves when the step's record is written, or kept in memory where it could not be written.
   * @param unreadable what a record that cannot be read is taken for, by steps that must not fail for that
   */
  change<Result>(step: Step<Result>, unreadable?: () => SessionRecord | undefined): Promise<Result> {
    return enqueue(this.holding, async () =>
      this.#take(step, await this.#current().catch(orElse(unreadable))),
    )
  }

  /** Takes the damaged copy away too: after a sign-out no token stays behind. */
  async removeDamaged(): Promise<void> {
    await this.#remove(this.#damagedKey)
  }

  async #take<Result>(step: Step<Result>, current: SessionRecord | undefined): Promise<Result> {
    const { holding } = this
    const { departures } = holding
    const { next, session, result } = await step(current, holding.generation + 1)
    if (next) {
      holding.generation = Math.max(holding.generation, next.generation)
      if (!(await this.#write(next))) void this.#writeLater(next)
    }
    if (session !== undefined && departures === holding.departures) holding.session = session
    return result
  }

  async #current(): Promise<SessionRecord | undefined> {
    const { holding } = this
    const { unsaved } = holding
    const stored = await this.#stored().catch((cause: unknown) => {
      if (unsaved) return unsaved
      throw new CognitoError('StorageFailed', 'The stored session could not be read.', { cause })
    })
    const newest = unsaved && unsaved.generation > (stored?.generation ?? 0) ? unsaved : stored
    holding.generation = Math.max(holding.generation, newest?.generation ?? 0)
    return newest
  }

  async #stored(): Promise<SessionRecord | undefined> {
    const text = (await this.#pool.storage.getItem(this.#key)) ?? null
    const parsed = parseRecord(text)
    return parsed.ok ? parsed.record : await this.#setAside(text, parsed.generation)
  }

  /** Keeps what cannot be read under another key, and leaves a tombstone in its place. */
  async #setAside(text: string | null, salvagedGeneration: number): Promise<SessionRecord> {
    const { storage, report } = this.#pool
    const generation = Math.max(salvagedGeneration, this.holding.generation) + 1
    const tombstone: SessionRecord = { version: 1, generation, state: 'signInNeeded', reason: 'damaged' }
    await storage.setItem(this.#damagedKey, text ?? '')
    await storage.setItem(this.#key, recordText(tombstone))
    this.holding.untoldDamage = true
    report({ type: 'storageDamaged', username: this.username, key: this.#damagedKey })
    return tombstone
  }

  /** Whether that succeeded. */
  async #write(record: SessionRecord): Promise<boolean> {
    const { storage, report } = this.#pool
    try {
      await storage.setItem(this.#key, recordText(record))
      this.holding.unsaved = undefined
      return true
    } catch (cause) {
      this.holding.unsaved = record
      // The end of a session that cannot be written: a full storage still lets go of what it has.
      if (record.state !== 'signedIn') await this.#remove(this.#key).catch(() => undefined)
      report({ type: 'storageFailed', username: this.username, error: unwritten(cause) })
      return false
    }
  }

  async #writeLater(record: SessionRecord): Promise<void> {
    for (const delay of rewriteDelays) {
      await this.#pool.ports.wait(delay)
      if (await enqueue(this.holding, () => this.#rewrite(record))) return
    }
  }

  /** Whether nothing is left to be done: another realm may have written a newer one meanwhile. */
  async #rewrite(record: SessionRecord): Promise<boolean> {
    const { holding } = this
    if (holding.unsaved !== record) return true
    if ((await this.#current().catch(() => record)) === record) return await this.#write(record)
    holding.unsaved = undefined
    return true
  }

  async #remove(key: string): Promise<void> {
    await this.#pool.storage.removeItem(key)
  }
}

function orElse(unreadable: (() => SessionRecord | undefined) | undefined) {
  return (error: unknown): SessionRecord | undefined => {
    if (unreadable) return unreadable()
    throw error
  }
}

export function unwritten(cause?: unknown): CognitoError {
  const message = 'The session could not be written; it is held in memory and written again later.'
  return new CognitoError('StorageFailed', message, { cause })
}
