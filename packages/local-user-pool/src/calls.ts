/** One call that reached the pool. No password, code or token is in it. */
export interface Call {
  operation: string
  /** Milliseconds since 1970, by the pool's clock. */
  at: number
  clientId?: string
  /** InitiateAuth's AuthFlow. */
  flow?: string
  /** RespondToAuthChallenge's ChallengeName. */
  challenge?: string
  /** The Origin header. */
  origin?: string
  /** `ok`, the exception's name, or the kind of the fault; absent while the call is under way. */
  outcome?: string
}

export interface Calls {
  /** How many calls came: of one operation, or of all. Preflights are not counted. */
  count(operation?: string): number
  list(): readonly Call[]
  reset(): void
  /** Resolves as soon as `count(operation)` is at least `times`. */
  reached(operation: string, times: number): Promise<void>
}

/** Counts and remembers the calls. */
export class CallLog implements Calls {
  #calls: Call[] = []
  #waiting: { operation: string; times: number; resolve: () => void }[] = []

  count(operation?: string): number {
    return operation === undefined
      ? this.#calls.length
      : this.#calls.filter((call) => call.operation === operation).length
  }

  list(): readonly Call[] {
    return this.#calls.map((call) => ({ ...call }))
  }

  reset(): void {
    this.#calls = []
  }

  async reached(operation: string, times: number): Promise<void> {
    if (this.count(operation) >= times) return
    await new Promise<void>((resolve) => {
      this.#waiting.push({ operation, times, resolve })
    })
  }

  /** Notes an arrival; the caller fills in the outcome of the returned entry. */
  arrived(call: Call): Call {
    this.#calls.push(call)
    const due = this.#waiting.filter(({ operation, times }) => this.count(operation) >= times)
    this.#waiting = this.#waiting.filter((waiting) => !due.includes(waiting))
    for (const { resolve } of due) resolve()
    return call
  }
}
