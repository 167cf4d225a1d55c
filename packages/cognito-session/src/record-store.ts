import { CognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import type { EventListener } from './events.ts'
import type { Ports, SessionStorage } from './ports.ts'
import { enqueue } from './realm.ts'
import type { Holding } from './realm.ts'
import type { SessionRecord } from './record.ts'
import { parseRecord, recordText } from './record-text.ts'

/** What a step decides: the record to write, the session to hold in memory, and what to tell its caller. */
export interface Change<Result> {
  result: Result
  next?: SessionRecord | undefined
  session?: CognitoUserSession | null
}

/** @param generation the next one, higher than any seen */
export type Step<Result> = (current: SessionRecord | undefined, generation: number) => Change<Result>

export interface RecordPlace {
  username: string
  storage: SessionStorage
  key: string
  damagedKey: string
}

const rewriteDelays = [200, 1000, 5000, 15_000, 30_000]

/** One user's record: read, decided upon and written whole, one step after the other. */
export class RecordStore {
  readonly #place: RecordPlace
  readonly #holding: Holding
  readonly #ports: Ports
  readonly #report: EventListener

  constructor(place: RecordPlace, holding: Holding, ports: Ports, report: EventListener) {
    this.#place = place
    this.#holding = holding
    this.#ports = ports
    this.#report = report
  }

  /** Resolves when the step's record is written, or kept in memory where it could not be written. */
  change<Result>(step: Step<Result>): Promise<Result> {
    return enqueue(this.#holding, async () => this.#take(step, await this.#current()))
  }

  /** The same for a sign-out, which must not fail: a record that cannot be read is written over. */
  overrule<Result>(step: Step<Result>): Promise<Result> {
    return enqueue(this.#holding, async () => this.#take(step, await this.#current().catch(() => undefined)))
  }

  /** Takes the damaged copy away too: after a sign-out no token stays behind. */
  async removeDamaged(): Promise<void> {
    const { storage, damagedKey } = this.#place
    await storage.removeItem(damagedKey)
  }

  async #take<Result>(step: Step<Result>, current: SessionRecord | undefined): Promise<Result> {
    const holding = this.#holding
    const { departures } = holding
    const { next, session, result } = step(current, holding.generation + 1)
    if (next) await this.#write(next)
    if (session !== undefined && departures === holding.departures) holding.session = session
    return result
  }

  async #current(): Promise<SessionRecord | undefined> {
    const { unsaved } = this.#holding
    const stored = await this.#stored().catch((error: unknown) => {
      if (unsaved === undefined) throw error
      return unsaved
    })
    const newest = unsaved && unsaved.generation >= (stored?.generation ?? 0) ? unsaved : stored
    this.#holding.generation = Math.max(this.#holding.generation, newest?.generation ?? 0)
    return newest
  }

  async #stored(): Promise<SessionRecord | undefined> {
    const { storage, key } = this.#place
    let text: string | null
    try {
      text = await storage.getItem(key)
    } catch (cause) {
      throw new CognitoError('StorageFailed', 'The session could not be read from storage.', { cause })
    }
    const parsed = parseRecord(text ?? null)
    return parsed.ok ? parsed.record : await this.#setAside(text ?? '', parsed.generation)
  }

  /** Keeps what cannot be read under another key, and leaves a tombstone in its place. */
  async #setAside(text: string, salvagedGeneration: number): Promise<SessionRecord> {
    const { storage, key, damagedKey, username } = this.#place
    const generation = Math.max(salvagedGeneration, this.#holding.generation) + 1
    const tombstone: SessionRecord = { version: 1, generation, state: 'signInNeeded', reason: 'damaged' }
    try {
      await storage.setItem(damagedKey, text)
      await storage.setItem(key, recordText(tombstone))
    } catch (cause) {
      throw new CognitoError('StorageFailed', 'A damaged session record could not be set aside.', { cause })
    }
    this.#holding.untoldDamage = true
    this.#report({ type: 'storageDamaged', username, key: damagedKey })
    return tombstone
  }

  async #write(record: SessionRecord): Promise<void> {
    this.#holding.generation = record.generation
    if (await this.#tryWrite(record)) return
    void this.#writeLater(record)
  }

  async #tryWrite(record: SessionRecord): Promise<boolean> {
    const { storage, key, username } = this.#place
    try {
      await storage.setItem(key, recordText(record))
      this.#holding.unsaved = undefined
      return true
    } catch (cause) {
      this.#holding.unsaved = record
      if (record.state !== 'signedIn') await this.#removeInstead()
      const message = 'The session could not be written; it is held in memory and written again later.'
      this.#report({
        type: 'storageFailed',
        username,
        error: new CognitoError('StorageFailed', message, { cause }),
      })
      return false
    }
  }

  /** The end of a session that cannot be written: a full storage still lets go of what it has. */
  async #removeInstead(): Promise<void> {
    try {
      await this.#place.storage.removeItem(this.#place.key)
    } catch {
      // Nothing can be done to this storage; the failed write is reported.
    }
  }

  async #writeLater(record: SessionRecord): Promise<void> {
    for (const delay of rewriteDelays) {
      await this.#ports.wait(delay)
      const done = await enqueue(
        this.#holding,
        async () => this.#holding.unsaved !== record || (await this.#tryWrite(record)),
      )
      if (done) return
    }
  }
}
