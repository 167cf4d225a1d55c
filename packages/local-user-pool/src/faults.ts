import type { Random } from './defaults.ts'

/** What can go wrong on demand. */
export type Fault =
  /** The answer comes `ms` milliseconds late. */
  | { kind: 'latency'; ms: number }
  /** The connection breaks before anything happens. */
  | { kind: 'dropBefore' }
  /** The connection breaks after the operation took effect: the answer is lost. */
  | { kind: 'dropAfter' }
  /** Nothing happens and no answer ever comes. */
  | { kind: 'hang' }
  /** The operation takes effect and no answer ever comes. */
  | { kind: 'hangAfter' }
  /** 429 TooManyRequestsException; `retryAfterSeconds` becomes a Retry-After header. */
  | { kind: 'throttled'; retryAfterSeconds?: number }
  /** 500 InternalErrorException. */
  | { kind: 'internal' }
  /** 503 with an HTML body, as a load balancer sends it. */
  | { kind: 'unavailableHtml' }
  /** 200 with an HTML body, as a captive portal sends it. */
  | { kind: 'html' }
  /** 200 with this body, and no effect. */
  | { kind: 'body'; body: string }
  /** The operation takes effect and the answer is cut in the middle. */
  | { kind: 'truncatedJson' }
  /** The pool's clock is wrong by `ms` milliseconds for this call: in the tokens, and in the Date header. */
  | { kind: 'wrongClock'; ms: number }
  /** This exception, with status 400 unless told otherwise, and no effect. */
  | { kind: 'error'; type: string; message: string; status?: number }

export interface FaultRule {
  /** The name of an operation; every one where it is absent. `jwks` and `openid-configuration` are names too. */
  operation?: string
  /** How many calls it strikes; once where neither this nor `rate` is given. */
  times?: number
  /** The share of calls it strikes, 0 to 1. */
  rate?: number
  fault: Fault
}

export interface Faults {
  /** Adds a fault and returns what takes it away again. */
  add(rule: FaultRule): () => void
  /** Takes every fault away. */
  clear(): void
}

/** What strikes one call. */
export interface Strike {
  latencyMs: number
  clockMs: number
  /** What happens instead of an ordinary answer. */
  instead: Exclude<Fault, { kind: 'latency' | 'wrongClock' }> | undefined
}

interface ActiveRule {
  rule: FaultRule
  left: number
}

/** Faults waiting for their calls. */
export class FaultInjection implements Faults {
  readonly #random: Random
  #active: ActiveRule[] = []

  constructor(random: Random) {
    this.#random = random
  }

  add(rule: FaultRule): () => void {
    const active = { rule, left: rule.times ?? (rule.rate === undefined ? 1 : Infinity) }
    this.#active.push(active)
    return () => {
      this.#active = this.#active.filter((other) => other !== active)
    }
  }

  clear(): void {
    this.#active = []
  }

  /** What strikes this call: all delays and wrong clocks that wait for it, and the first of the others. */
  strike(operation: string): Strike {
    const strike: Strike = { latencyMs: 0, clockMs: 0, instead: undefined }
    for (const active of this.#active) {
      const { fault } = active.rule
      if (strike.instead !== undefined && fault.kind !== 'latency' && fault.kind !== 'wrongClock') continue
      if (!this.#hits(active, operation)) continue
      if (fault.kind === 'latency') strike.latencyMs += fault.ms
      else if (fault.kind === 'wrongClock') strike.clockMs += fault.ms
      else strike.instead = fault
    }
    this.#active = this.#active.filter(({ left }) => left > 0)
    return strike
  }

  #hits(active: ActiveRule, operation: string): boolean {
    const { rule } = active
    if (active.left <= 0 || (rule.operation !== undefined && rule.operation !== operation)) return false
    if (rule.rate !== undefined && this.#random.fraction() >= rule.rate) return false
    active.left -= 1
    return true
  }
}
