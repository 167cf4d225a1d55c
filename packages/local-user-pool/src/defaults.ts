import { randomBytes, randomUUID } from 'node:crypto'

/** Where the pool gets chance from. */
export interface Random {
  bytes(length: number): Buffer
  uuid(): string
  /** At least 0, less than 1. */
  fraction(): number
}

/** Where the pool gets delays from. */
export interface Timers {
  /** Calls `then` after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, then: () => void): () => void
}

export const systemNow = (): number => Date.now()

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
}

export const systemTimers: Timers = {
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}
