import { epochMs } from '@cognito-shared-session/cognito-session'
import type { MovableClock } from '@cognito-shared-session/local-user-pool'

interface Waiting {
  due: number
  wake: () => void
}

/** The worker's time: the pool's movable clock, wrong by `skew` if a test says so; waits end when it is moved. */
export class MovedTime {
  readonly #pool: MovableClock
  #waiting: Waiting[] = []
  /** Milliseconds by which this device's clock is ahead. */
  skew = 0

  constructor(pool: MovableClock) {
    this.#pool = pool
  }

  now = () => epochMs(this.#pool.now() + this.skew)

  wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const waiting = { due: this.now() + ms, wake: resolve }
      this.#waiting.push(waiting)
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        resolve()
      })
    })

  advance(ms: number): void {
    this.#pool.advance(ms)
    const due = this.#waiting.filter((waiting) => waiting.due <= this.now())
    this.#waiting = this.#waiting.filter((waiting) => !due.includes(waiting))
    for (const { wake } of due) wake()
  }

  /** Resolves once something waits for just this long: the moment to move on. */
  async waited(ms: number): Promise<void> {
    const left = () => this.#waiting.map((waiting) => waiting.due - this.now())
    const asked = () => left().some((time) => time >= ms - 1_000 && time <= ms)
    while (!asked()) await new Promise((resolve) => setImmediate(resolve))
  }
}
