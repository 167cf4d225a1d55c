import * as v from 'valibot'
import { currentGrant, type Grant, type GrantBefore } from '../contract/grant.ts'
import { hostPattern, type Origin } from '../contract/identity.ts'
import type { SiteCaller } from './caller.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'
import { Turns } from './turns.ts'

/** How often "last used" is written, in milliseconds: it is for people, and must cost an answer nothing. */
const LAST_USED_STEP = 60_000

/** In the session area, which ends with the browser: when this run of it began. Tabs are numbered anew in the next. */
const RUN = 'run'

/**
 * Which origin may have what, until when. Read once when the worker starts; each change is stored before it
 * counts, but for revoking, which counts at once.
 */
export class Grants {
  readonly #records: Records<Grant | GrantBefore>
  readonly #session: StorageArea
  readonly #now: () => number
  #run = 0
  #byOrigin = new Map<Origin, Grant>()
  #loaded: Promise<void> | undefined
  readonly #writes = new Turns()

  constructor({ local, session }: { local: StorageArea; session: StorageArea }, now: () => number) {
    this.#records = new Records(local, 'grant:', isGrant)
    this.#session = session
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
    const run = await this.#session.get(RUN)
    this.#run = typeof run === 'number' ? run : this.#now()
    if (run === undefined) await this.#session.set({ [RUN]: this.#run })
    const grants = await this.#records.all()
    this.#byOrigin = new Map(grants.map((grant) => [grant.origin, currentGrant(grant)]))
  }

  /** This run of the browser, as a grant for a tab names it. */
  async run(): Promise<number> {
    await this.#load()
    return this.#run
  }

  /** The grant that this caller may use now: its own origin's, not over, and for frames where it is in one. */
  async find(caller: Pick<SiteCaller, 'origin' | 'frameId' | 'tabId' | 'top'>): Promise<Grant | undefined> {
    const grant = await this.of(caller.origin)
    if (grant === undefined) return undefined
    const { frameId, top } = caller
    if (frameId !== 0 && (top === undefined || !grant.frames.includes(top))) return undefined
    if (grant.until.kind === 'tab' && grant.until.tabId !== caller.tabId) return undefined
    return grant
  }

  async of(origin: Origin): Promise<Grant | undefined> {
    return (await this.all()).find((grant) => grant.origin === origin)
  }

  async all(): Promise<Grant[]> {
    return (await this.stored()).filter((grant) => this.lives(grant))
  }

  /** All that have a record, though their time may be over. */
  async stored(): Promise<Grant[]> {
    await this.#load()
    return [...this.#byOrigin.values()]
  }

  /** Whether any living grant still needs the host permission that this origin needs. */
  async needsHost(origin: Origin): Promise<boolean> {
    const pattern = hostPattern(origin)
    return (await this.all()).some((grant) => hostPattern(grant.origin) === pattern)
  }

  async put(grant: Grant): Promise<void> {
    await this.#load()
    await this.#writes.take(() => this.#records.write(grant.origin, grant))
    this.#byOrigin.set(grant.origin, grant)
  }

  /** From now on nobody is answered by this grant, whatever its record still says. */
  async suspend(origin: Origin): Promise<void> {
    await this.#load()
    this.#byOrigin.delete(origin)
  }

  async revoke(origin: Origin): Promise<void> {
    await this.suspend(origin)
    await this.#writes.take(() => this.#records.remove(origin))
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
    void this.#writes.take(note).catch(() => undefined)
  }

  /** Whether its time is not over, nor the run of the browser that its tab was in. */
  lives({ until }: Grant): boolean {
    if (until.kind === 'time') return until.at > this.#now()
    return until.kind === 'revoked' || until.run === this.#run
  }
}

const fields = {
  origin: v.string(),
  gives: v.object({ claims: v.array(v.string()), idToken: v.boolean(), accessToken: v.boolean() }),
  account: v.string(),
  maySignOut: v.boolean(),
  since: v.number(),
  lastUsed: v.exactOptional(v.number()),
}
const ends = [
  v.object({ kind: v.literal('revoked') }),
  v.object({ kind: v.literal('time'), at: v.number() }),
] as const
const tab = { kind: v.literal('tab'), tabId: v.number() }
const grantRecord = v.variant('version', [
  v.object({
    ...fields,
    version: v.literal(2),
    frames: v.array(v.string()),
    until: v.variant('kind', [...ends, v.object({ ...tab, run: v.number() })]),
  }),
  v.object({
    ...fields,
    version: v.literal(1),
    frames: v.boolean(),
    until: v.variant('kind', [...ends, v.object(tab)]),
  }),
])

/** Of any version that was ever written. */
export function isGrant(value: unknown): value is Grant | GrantBefore {
  return v.is(grantRecord, value)
}
