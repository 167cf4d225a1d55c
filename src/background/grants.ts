import * as v from 'valibot'
import type { Grant } from '../contract/grant.ts'
import { hostPattern, type Origin } from '../contract/identity.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'

/** How often "last used" is written, in milliseconds: it is for people, and must cost an answer nothing. */
const LAST_USED_STEP = 60_000

/**
 * Which origin may have what, until when. Read once when the worker starts; each change is stored before it
 * counts, but for revoking, which counts at once.
 */
export class Grants {
  readonly #records: Records<Grant>
  readonly #now: () => number
  #byOrigin = new Map<Origin, Grant>()
  #loaded: Promise<void> | undefined
  #writes: Promise<unknown> = Promise.resolve()

  constructor(local: StorageArea, now: () => number) {
    this.#records = new Records(local, 'grant:', isGrant)
    this.#now = now
  }

  /** A store that fails once is asked again by the next question. */
  #load(): Promise<void> {
    this.#loaded ??= this.#read().catch((error: unknown) => {
      this.#loaded = undefined
      throw error
    })
    return this.#loaded
  }

  async #read(): Promise<void> {
    const grants = await this.#records.all()
    this.#byOrigin = new Map(grants.map((grant) => [grant.origin, grant]))
  }

  /** The grant that this caller may use now: its own origin's, not over, and with frames if it is one. */
  async find(caller: { origin: Origin; frameId: number; tabId: number }): Promise<Grant | undefined> {
    await this.#load()
    const grant = this.#byOrigin.get(caller.origin)
    if (grant === undefined || !this.#lives(grant)) return undefined
    if (caller.frameId !== 0 && !grant.frames) return undefined
    if (grant.until.kind === 'tab' && grant.until.tabId !== caller.tabId) return undefined
    return grant
  }

  async all(): Promise<Grant[]> {
    await this.#load()
    return [...this.#byOrigin.values()].filter((grant) => this.#lives(grant))
  }

  /** Whether any living grant still needs the host permission that this origin needs. */
  async needsHost(origin: Origin): Promise<boolean> {
    const pattern = hostPattern(origin)
    return (await this.all()).some((grant) => hostPattern(grant.origin) === pattern)
  }

  async put(grant: Grant): Promise<void> {
    await this.#load()
    await this.#inTurn(() => this.#records.write(grant.origin, grant))
    this.#byOrigin.set(grant.origin, grant)
  }

  /** From now on nobody is answered by this grant, whatever its record still says. */
  async suspend(origin: Origin): Promise<void> {
    await this.#load()
    this.#byOrigin.delete(origin)
  }

  async revoke(origin: Origin): Promise<void> {
    await this.suspend(origin)
    await this.#inTurn(() => this.#records.remove(origin))
  }

  /** Notes that the site was answered. Nobody waits for it, and a failed write loses only a time of day. */
  used(origin: Origin): void {
    const grant = this.#byOrigin.get(origin)
    const now = this.#now()
    if (grant === undefined || now - (grant.lastUsed ?? 0) < LAST_USED_STEP) return
    const noted = { ...grant, lastUsed: now }
    this.#byOrigin.set(origin, noted)
    const note = async () => {
      if (this.#byOrigin.get(origin) === noted) await this.#records.write(origin, noted)
    }
    void this.#inTurn(note).catch(() => undefined)
  }

  #inTurn(write: () => Promise<void>): Promise<void> {
    const done = this.#writes.then(write, write)
    this.#writes = done
    return done
  }

  #lives(grant: Grant): boolean {
    return grant.until.kind !== 'time' || grant.until.at > this.#now()
  }
}

const grantRecord = v.object({
  version: v.literal(1),
  origin: v.string(),
  gives: v.object({ claims: v.array(v.string()), idToken: v.boolean(), accessToken: v.boolean() }),
  account: v.string(),
  frames: v.boolean(),
  maySignOut: v.boolean(),
  since: v.number(),
  until: v.variant('kind', [
    v.object({ kind: v.literal('revoked') }),
    v.object({ kind: v.literal('time'), at: v.number() }),
    v.object({ kind: v.literal('tab'), tabId: v.number() }),
  ]),
  lastUsed: v.exactOptional(v.number()),
})

export function isGrant(value: unknown): value is Grant {
  return v.is(grantRecord, value)
}
