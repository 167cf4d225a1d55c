/** A worker without work ends after half a minute: after a longer silence the device slept. In milliseconds. */
const SLEEP = 60_000

/**
 * Tells the first question after a gap: a worker's first one, one after the device slept, one after the network
 * came back. Back-off was meant for the time before the gap.
 */
export class Gaps<Key> {
  readonly #now: () => number
  readonly #asked = new Map<Key, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether this question comes after one. */
  precedes(key: Key): boolean {
    const now = this.#now()
    const last = this.#asked.get(key)
    this.#asked.set(key, now)
    return last === undefined || now - last > SLEEP
  }

  /** The network came back. */
  reconnected(): void {
    this.#asked.clear()
  }
}
