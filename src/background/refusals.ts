import type { Origin } from '../contract/identity.ts'
import type { PendingConsent } from '../contract/pending-consent.ts'
import type { StorageArea } from './ports.ts'
import { isFirstVersion, Records } from './records.ts'

/** So many refusals within so many milliseconds pause an origin for so many. */
const MANY = 3
const SHORT = 30_000
const PAUSE = 60_000
/** How long a question may take to be repeated, in milliseconds: pages hear at once that their answer was lost. */
const REPEAT = 10_000

/** What the person refused to an origin of late. Stored under `refusals:<origin>` until the browser ends. */
interface Refused {
  version: 1
  /** Milliseconds since the epoch: when each was refused, and when it had been asked. */
  times: { at: number; asked: number }[]
  /** Ids of the questions that the last refusal answered. */
  questions: string[]
}

/** Whether an origin that was refused at these moments has to wait. */
export function isPaused(moments: readonly number[], now: number): boolean {
  const last = moments.slice(-MANY)
  const [first = 0, latest = 0] = [last[0], last.at(-1)]
  return last.length === MANY && latest - first <= SHORT && now >= latest && now - latest < PAUSE
}

/** Remembers refusals over the worker's death. */
export class Refusals {
  readonly #records: Records<Refused>
  readonly #now: () => number

  constructor(session: StorageArea, now: () => number) {
    this.#records = new Records(session, 'refusals:', isRefused)
    this.#now = now
  }

  /** What a question finds: `refused`: it was answered, and is asked again only because the answer was lost. */
  async state(origin: Origin, question: string): Promise<'refused' | 'paused' | 'none'> {
    const refused = await this.#records.read(origin)
    if (refused === undefined) return 'none'
    const moments = refused.times.map(({ at }) => at)
    if (refused.questions.includes(question) && this.#now() - (moments.at(-1) ?? 0) < REPEAT) return 'refused'
    return isPaused(moments, this.#now()) ? 'paused' : 'none'
  }

  /** May be done twice for one asking, and counts once. */
  async add({ origin, since, questions }: PendingConsent): Promise<void> {
    const times = (await this.#records.read(origin))?.times.filter(({ asked }) => asked !== since) ?? []
    const last = [...times, { at: this.#now(), asked: since }].slice(-MANY)
    await this.#records.write(origin, { version: 1, times: last, questions })
  }
}

function isRefused(value: unknown): value is Refused {
  return isFirstVersion(value)
}
