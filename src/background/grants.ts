import * as v from 'valibot'
import { currentGrant, grantKey, tabKey, type Grant, type GrantBefore } from '../contract/grant.ts'
import { hostPattern, type AccountId, type Origin } from '../contract/identity.ts'
import type { SiteCaller } from './caller.ts'
import type { StorageArea } from './ports.ts'
import { joinedGrant } from './policy-grants.ts'
import { Records } from './records.ts'
import { Turns } from './turns.ts'

/** How often "last used" is written, in milliseconds: it is for people, and must cost an answer nothing. */
const LAST_USED_STEP = 60_000

/** In the session area, which ends with the browser: when this run of it began. Tabs are numbered anew in the next. */
const RUN = 'run'

/** What an operator gives, or of it what this origin gets; `unread`: or gave last, while the policy cannot be read. */
export type PolicyGrants = (only?: Origin, unread?: true) => Promise<Grant[]>

/**
 * Which origin may have what, until when. Read once when the worker starts; each change is stored before it
 * counts, but for revoking, which counts at once.
 */
export class Grants {
  readonly #records: Records<Grant | GrantBefore>
  readonly #session: StorageArea
  readonly #now: () => number
  readonly #policy: PolicyGrants
  #run = 0
  #byKey = new Map<string, Grant>()
  #loaded: Promise<void> | undefined
  readonly #writes = new Turns()

  constructor(
    { local, session }: { local: StorageArea; session: StorageArea },
    now: () => number,
    policy: PolicyGrants,
  ) {
    this.#policy = policy
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
    const stored = await this.#records.entries()
    this.#byKey = new Map(stored.map(([key, grant]) => [key, currentGrant(grant)]))
  }

  /** This run of the browser, as a grant for a tab names it. */
  async run(): Promise<number> {
    await this.#load()
    return this.#run
  }

  /**
   * The grant that this caller may use now: its own origin's, not over, and for frames where it is in one. What was
   * given to its tab counts before what the site has everywhere; what an operator gives comes on top.
   */
  async find(caller: Pick<SiteCaller, 'origin' | 'frameId' | 'tabId' | 'top'>): Promise<Grant | undefined> {
    const { origin, frameId, tabId, top } = caller
    const counts = (grant: Grant | undefined) =>
      grant?.origin === origin && (frameId === 0 || (top !== undefined && grant.frames.includes(top)))
    const own = [await this.at(tabKey(origin, tabId)), await this.at(origin)].find(counts)
    return joinedGrant(own, (await this.#policy(origin)).find(counts))
  }

  /** The living grant of this key. */
  async at(key: string): Promise<Grant | undefined> {
    await this.#load()
    const grant = this.#byKey.get(key)
    return grant && this.lives(grant) ? grant : undefined
  }

  async all(unread?: true): Promise<Grant[]> {
    const own = (await this.stored()).map(([, grant]) => grant).filter((grant) => this.lives(grant))
    return [...own, ...(await this.#policy(undefined, unread))]
  }

  /** All that have a record, though their time may be over, by their keys. */
  async stored(): Promise<[string, Grant][]> {
    await this.#load()
    return [...this.#byKey]
  }

  /** What an operator gives this origin of this account. */
  async ofPolicy(origin: Origin, account: AccountId): Promise<Grant | undefined> {
    return (await this.#policy(origin)).find((grant) => grant.account === account)
  }

  /** Whether any living grant still needs the host permission that this origin needs. */
  async needsHost(origin: Origin): Promise<boolean> {
    const pattern = hostPattern(origin)
    return (await this.all(true)).some((grant) => hostPattern(grant.origin) === pattern)
  }

  async put(grant: Grant): Promise<void> {
    await this.#load()
    await this.#writes.take(() => this.#records.write(grantKey(grant), grant))
    this.#byKey.set(grantKey(grant), grant)
  }

  /** From now on nobody is answered by the origin's grants, or by this one, whatever the records still say; whether there were any. */
  async suspend(origin: Origin, only?: string): Promise<boolean> {
    await this.#load()
    const meant = [...this.#byKey.keys()].filter((key) => isMeant(key, origin, only))
    for (const key of meant) this.#byKey.delete(key)
    return meant.length > 0
  }

  async revoke(origin: Origin, only?: string): Promise<void> {
    await this.suspend(origin, only)
    await this.#writes.take(async () => {
      for (const key of await this.#records.ids()) {
        if (isMeant(key, origin, only)) await this.#records.remove(key)
      }
    })
  }

  /** Notes that the site was answered. Nobody waits for it, and a failed write loses only a time of day. */
  used(grant: Grant): void {
    const key = grantKey(grant)
    const now = this.#now()
    const stored = this.#byKey.get(key)
    if (stored?.since !== grant.since || now - (stored.lastUsed ?? 0) < LAST_USED_STEP) return
    const noted = { ...stored, lastUsed: now }
    this.#byKey.set(key, noted)
    const note = async () => {
      if (this.#byKey.get(key) === noted) await this.#records.write(key, noted)
    }
    void this.#writes.take(note).catch(() => undefined)
  }

  /** Whether its time is not over, nor the run of the browser that its tab was in. */
  lives({ until }: Grant): boolean {
    if (until.kind === 'time') return until.at > this.#now()
    return until.kind === 'revoked' || until.run === this.#run
  }
}

function isMeant(key: string, origin: Origin, only: string | undefined): boolean {
  return only === undefined ? key.split(' ')[0] === origin : key === only
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
/** As `v.variant` says it, for a third of its bytes. */
const oneOf = (schemas: readonly v.GenericSchema[]) =>
  v.custom<unknown>((value) => schemas.some((schema) => v.is(schema, value)))
const grantRecord = oneOf([
  v.object({
    ...fields,
    version: v.literal(2),
    frames: v.array(v.string()),
    until: oneOf([...ends, v.object({ ...tab, run: v.number() })]),
  }),
  v.object({
    ...fields,
    version: v.literal(1),
    frames: v.boolean(),
    until: oneOf([...ends, v.object(tab)]),
  }),
])

/** Of any version that was ever written. */
export function isGrant(value: unknown): value is Grant | GrantBefore {
  return v.is(grantRecord, value)
}
