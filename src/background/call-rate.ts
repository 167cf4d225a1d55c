/** What a question costs of a document's time, and how much of it a burst may take; in milliseconds. */
const COST = 20
const BURST = 500 * COST

/** When documents that are long at rest are forgotten. */
const MANY = 500

/**
 * How often a document may ask: 500 times at once, then 50 times a second. Kept in memory alone, and that is
 * exact: a document at rest has its burst back after ten seconds, and a worker dies of rest only after thirty.
 */
export class CallRate {
  readonly #now: () => number
  /** Until when the questions asked so far have used a document's time up. */
  readonly #paidUntil = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** How many documents are remembered. */
  get size(): number {
    return this.#paidUntil.size
  }

  allows(document: string): boolean {
    const now = this.#now()
    const debt = this.#debt(document, now)
    if (debt > BURST - COST) return false
    if (this.#paidUntil.size >= MANY) this.#forget(now)
    this.#paidUntil.set(document, now + debt + COST)
    return true
  }

  /** None where the clock was set back meanwhile: nobody owes more than a burst. */
  #debt(document: string, now: number): number {
    const debt = (this.#paidUntil.get(document) ?? now) - now
    return debt > 0 && debt <= BURST ? debt : 0
  }

  #forget(now: number): void {
    for (const document of this.#paidUntil.keys()) {
      if (this.#debt(document, now) === 0) this.#paidUntil.delete(document)
    }
  }
}
