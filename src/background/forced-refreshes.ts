import type { Origin } from '../contract/identity.ts'
import type { StorageArea } from './ports.ts'

/** In milliseconds. */
const PAUSE = 30_000

const KEY = 'forced'

/**
 * How often a site may have the session refreshed before its time: once in half a minute. In between it gets
 * the current session, so that a site with a bug cannot bring the user pool's throttle on everybody. The marks
 * outlive the worker, else a site whose worker dies would begin anew; only a refresh that is forced writes one.
 */
export class ForcedRefreshes {
  readonly #session: StorageArea
  readonly #now: () => number
  #loaded: Promise<Map<unknown, unknown>> | undefined

  constructor(session: StorageArea, now: () => number) {
    this.#session = session
    this.#now = now
  }

  async allows(origin: Origin): Promise<boolean> {
    const marks = await (this.#loaded ??= this.#load())
    const now = this.#now()
    for (const [site, at] of marks) if (!isRecent(at, now)) marks.delete(site)
    if (marks.has(origin)) return false
    marks.set(origin, now)
    // A mark that cannot be stored counts all the same, as long as this worker lives.
    await this.#session.set({ [KEY]: Object.fromEntries(marks) }).catch(() => undefined)
    return true
  }

  async #load(): Promise<Map<unknown, unknown>> {
    const stored = await this.#session.get(KEY).catch(() => undefined)
    return new Map(Object.entries(Object(stored)))
  }
}

/** A mark of the future was set before the clock was put back, and says nothing. */
function isRecent(at: unknown, now: number): boolean {
  return typeof at === 'number' && now >= at && now - at < PAUSE
}
