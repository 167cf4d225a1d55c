import type { Origin } from '../contract/identity.ts'

/** In milliseconds. */
const PAUSE = 30_000

/**
 * How often a site may have the session refreshed before its time: once in half a minute. In between it gets
 * the current session, so that a site with a bug cannot bring the user pool's throttle on everybody.
 */
export class ForcedRefreshes {
  readonly #now: () => number
  readonly #last = new Map<Origin, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  allows(origin: Origin): boolean {
    const now = this.#now()
    const last = this.#last.get(origin)
    if (last !== undefined && now - last < PAUSE && now >= last) return false
    this.#last.set(origin, now)
    return true
  }
}
