/** Milliseconds since 1970, as the pool sees them; a test moves it. */
export interface MovableClock {
  /** The pool's time, in milliseconds since 1970. */
  now(): number
  /** Moves the clock forward, or back with a negative number of milliseconds. */
  advance(ms: number): void
  /** Sets the clock; it goes on running from there. */
  set(ms: number): void
  /** How far the clock is ahead of the system's, in milliseconds. */
  readonly offset: number
}

/** A clock that runs with `base` until it is moved. */
export function movableClock(base: () => number): MovableClock {
  let offset = 0
  return {
    now: () => base() + offset,
    advance: (ms) => {
      offset += ms
    },
    set: (ms) => {
      offset = ms - base()
    },
    get offset() {
      return offset
    },
  }
}

/** The same clock, seen by a server whose time is wrong by `ms`. */
export function shiftedClock(clock: Pick<MovableClock, 'now'>, ms: number): Pick<MovableClock, 'now'> {
  return { now: () => clock.now() + ms }
}

/** JWTs and Cognito's API count whole seconds. */
export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}
