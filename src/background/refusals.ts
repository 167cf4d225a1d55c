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

/** What the person answered an origin of late. Stored under `refusals:<origin>` until the browser ends. */
interface Answered {
  version: 1
  /** Milliseconds since the epoch: when each refusal was, and when it had been asked. */
  times: { at: number; asked: number }[]
  /** Of the last answer: the ids of its questions, when it was, and whether it was a yes. */
  questions: string[]
  answered: number
  yes: boolean
}

/** Whether an origin that was refused at these moments has to wait. */
export function isPaused(moments: readonly number[], now: number): boolean {
  const last = moments.slice(-MANY)
  const [first = 0, latest = 0] = [last[0], last.at(-1)]
  return last.length === MANY && latest - first <= SHORT && now >= latest && now - latest < PAUSE
}

/** Remembers refusals, and which questions were answered, over the worker's death. */
export class Refusals {
  readonly #records: Records<Answered>
  readonly #now: () => number

  constructor(session: StorageArea, now: () => number) {
    this.#records = new Records(session, 'refusals:', isAnswered)
    this.#now = now
  }

  /** What a question finds: a yes or a no where it is asked again only because its answer was lost. */
  async state(origin: Origin, question: string): Promise<'yes' | 'no' | 'paused' | 'open'> {
    const last = await this.#records.read(origin)
    if (last === undefined) return 'open'
    const { times, questions, answered, yes } = last
    if (questions.includes(question) && this.#now() - answered < REPEAT) return yes ? 'yes' : 'no'
    const moments = times.map((time) => time.at)
    return isPaused(moments, this.#now()) ? 'paused' : 'open'
  }

  /** May be done twice for one asking, and counts once. */
  async add({ origin, since, questions }: PendingConsent, yes: boolean): Promise<void> {
    const answered = this.#now()
    const before = (await this.#records.read(origin))?.times.filter(({ asked }) => asked !== since) ?? []
    const times = (yes ? before : [...before, { at: answered, asked: since }]).slice(-MANY)
    await this.#records.write(origin, { version: 1, times, questions, answered, yes })
  }
}

function isAnswered(value: unknown): value is Answered {
  return isFirstVersion(value)
}
