import type { CognitoUserSession } from './cognito-user-session.ts'
import type { SessionStorage } from './ports.ts'
import type { SessionRecord } from './record.ts'

/**
 * What a realm (a worker, a page) holds of one stored record. It belongs to the record, not to a CognitoUser:
 * two objects of one user share one memory, one queue and one refresh.
 */
export interface Holding {
  /** The end of the queue of read-and-write steps on the record. */
  queue: Promise<unknown>
  /** A reading under way, shared by all who ask meanwhile. */
  reading: Promise<Reading> | undefined
  /** The memory session. */
  session: CognitoUserSession | null
  /** The highest generation seen. */
  generation: number
  /** Goes up with each sign-out, so that whatever began before it finds that it is out. */
  departures: number
  /** What could not be written yet; newer than the storage's. */
  unsaved: SessionRecord | undefined
  /** Refreshes under way, by what they were asked with. Only one at a time is on the wire. */
  flights: Map<string, Flight>
  lastFlight: Promise<unknown>
  /** Refresh tokens that a rotation replaced, latest last: whoever still holds one means the session's own. */
  superseded: string[]
  /** A damaged record was set aside and no caller of getSession knows it yet. */
  untoldDamage: boolean
  /** A waiting attempt after a passing failure. */
  nextTry: AbortController | undefined
}

export interface Flight {
  promise: Promise<CognitoUserSession>
  /** Whether one of those who share it does not wait for the end of a back-off. */
  isForced: boolean
}

export interface Reading {
  current: SessionRecord | undefined
  session: CognitoUserSession | null
}

const realm = new WeakMap<SessionStorage, Map<string, Holding>>()

/** The holding of a key in this very storage object. Another object, even over the same data, is another realm. */
export function holdingOf(storage: SessionStorage, key: string): Holding {
  const holdings = realm.get(storage) ?? new Map<string, Holding>()
  realm.set(storage, holdings)
  const holding = holdings.get(key) ?? emptyHolding()
  holdings.set(key, holding)
  return holding
}

/** Puts a step at the end of the queue. */
export function enqueue<Result>(
  holding: { queue: Promise<unknown> },
  step: () => Promise<Result>,
): Promise<Result> {
  const done = holding.queue.then(step, step)
  holding.queue = done.catch(() => undefined)
  return done
}

function emptyHolding(): Holding {
  return {
    queue: Promise.resolve(),
    reading: undefined,
    session: null,
    generation: 0,
    departures: 0,
    unsaved: undefined,
    flights: new Map(),
    lastFlight: Promise.resolve(),
    superseded: [],
    untoldDamage: false,
    nextTry: undefined,
  }
}
