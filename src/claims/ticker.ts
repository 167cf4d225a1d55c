/** What ticking needs of the outside. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back again and again; returns what stops it. */
  every(milliseconds: number, tick: () => void): () => void
}

type Listener = (now: number) => void

/** One timer for everything on screen that shows a time; none while nothing does. */
export class Ticker {
  readonly #clock: Clock
  readonly #listeners = new Set<Listener>()
  #stop: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    this.#stop ??= this.#clock.every(1000, () => this.#tick())
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#rest()
    }
  }

  #tick(): void {
    const now = this.#clock.now()
    for (const listener of this.#listeners) listener(now)
  }

  #rest(): void {
    this.#stop?.()
    this.#stop = undefined
  }
}
