import * as v from 'valibot'
import type { ActivityEntry, ActivityRecord, Happening } from '../contract/activity.ts'
import type { AccountId } from '../contract/identity.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'
import { Turns } from './turns.ts'

/** So long entries are gathered before they are written, in milliseconds: a worker that dies loses no more. */
const PATIENCE = 2_000
/** Bytes of a record, and how many are kept: 0.8 MB in all. */
const RECORD_SIZE = 24_000
const RECORDS = 32
/**
 * So often a worker that lives hears its own timer, in milliseconds: seldom enough to keep no worker alive (shorter
 * waits do), so that one that lives for a page that waits, or that hears of tabs alone, is not taken for asleep.
 */
const TICK = 45_000
/** After a longer silence the device slept, or its clock was set ahead; nothing here tells the two apart. */
const SLEEP = 60_000
/** Clocks are corrected by some milliseconds all the time. */
const CORRECTION = 1_000
/** So many deliveries are known as noted; then a site's next one is noted anew. */
const KNOWN_DELIVERIES = 500

interface ActivityPorts {
  local: StorageArea
  now(): number
  wait(ms: number): Promise<void>
}

/**
 * What happened and who got what, for the person. Nobody waits for it: entries are written some at a time, after
 * the answers that they tell of. The oldest go when it is full, and a disk that cannot take them loses them.
 */
export class Activity {
  readonly #ports: ActivityPorts
  readonly #records: Records<ActivityRecord>
  readonly #turns = new Turns()
  readonly #delivered = new Set<string>()
  #noted: ActivityEntry[] = []
  #heard: number | undefined

  constructor(ports: ActivityPorts) {
    this.#ports = ports
    this.#records = new Records(ports.local, 'activity:', isActivity)
  }

  /** From now on the worker hears its own timer, too. Ends with it. */
  async watch(): Promise<never> {
    for (;;) {
      this.heard()
      await this.#ports.wait(TICK)
    }
  }

  /** Something reached the worker: finds a sleep of the device, or a clock that was set back, by the time since. */
  heard(): void {
    const now = this.#ports.now()
    const silence = now - (this.#heard ?? now)
    this.#heard = now
    if (silence > SLEEP) this.note({ kind: 'slept', length: silence })
    else if (silence < -CORRECTION) this.note({ kind: 'clockSetBack', length: -silence })
  }

  note(happening: Happening): void {
    if (this.#noted.length === 0) void this.#ports.wait(PATIENCE).then(() => this.#write())
    this.#noted.push({ ...happening, at: this.#ports.now() })
  }

  /** The same for what a site got. A site that asks often gets the same: that is noted once. */
  noteDelivery(delivery: Extract<Happening, { kind: 'delivered' }>): void {
    const text = JSON.stringify(delivery)
    if (this.#delivered.has(text)) return
    if (this.#delivered.size >= KNOWN_DELIVERIES) this.#delivered.clear()
    this.#delivered.add(text)
    this.note(delivery)
  }

  clear(): Promise<void> {
    return this.#turns.take(async () => {
      this.#noted = []
      this.#delivered.clear()
      for (const id of await this.#records.ids()) await this.#records.remove(id)
    })
  }

  /** Nothing is left of what an account did, or had done to it. A full disk takes no shorter record: then the whole goes. */
  forget(account: AccountId): Promise<void> {
    const others = (entry: ActivityEntry) => !('account' in entry) || entry.account !== account
    return this.#turns.take(async () => {
      this.#noted = this.#noted.filter(others)
      for (const [id, { entries }] of await this.#records.entries()) {
        if (entries.every(others)) continue
        const kept = { version: 1, entries: entries.filter(others) } as const
        await this.#records.write(id, kept).catch(() => this.#records.remove(id))
      }
    })
  }

  #write(): Promise<void> {
    return this.#turns.take(() => this.#append(this.#noted.splice(0))).catch(() => undefined)
  }

  async #append(noted: ActivityEntry[]): Promise<void> {
    const ids = (await this.#records.ids()).map(Number).sort((a, b) => a - b)
    const last = ids.at(-1) ?? 0
    const record = await this.#records.read(String(last))
    let id = record === undefined ? last + 1 : last
    let entries = record?.entries ?? []
    for (const entry of noted) {
      if (sizeOf([...entries, entry]) > RECORD_SIZE) {
        await this.#records.write(String(id), { version: 1, entries })
        id += 1
        entries = []
      }
      entries = [...entries, entry]
    }
    if (entries.length > 0) await this.#records.write(String(id), { version: 1, entries })
    for (const old of ids) if (old <= id - RECORDS) await this.#records.remove(String(old))
  }
}

function sizeOf(entries: readonly ActivityEntry[]): number {
  return new TextEncoder().encode(JSON.stringify(entries)).length
}

const activity = v.object({
  version: v.literal(1),
  entries: v.array(v.object({ kind: v.string(), at: v.number() })),
})

function isActivity(value: unknown): value is ActivityRecord {
  return v.is(activity, value)
}
