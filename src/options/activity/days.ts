import { reached } from '../../claims/time-words.ts'

/** All zones differ from UTC by whole quarters of an hour: within one nothing changes its day. In milliseconds. */
const QUARTER = 15 * 60_000
const DAY = 24 * 3_600_000

/** Days as a person counts them, by the clock on their wall. */
export class Days {
  readonly #number: Intl.DateTimeFormat
  readonly #date: Intl.DateTimeFormat
  readonly #near: Intl.RelativeTimeFormat
  readonly #known = new Map<number, number>()

  /** `timeZone` is an IANA name; absent: the device's. */
  constructor(locale: string, timeZone?: string) {
    const zone = timeZone === undefined ? {} : { timeZone }
    this.#number = new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...zone })
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone })
    this.#near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  }

  /** The day of a moment as a number, one higher each day. */
  of(at: number): number {
    const quarter = Math.floor(reached(at) / QUARTER)
    const known = this.#known.get(quarter)
    if (known !== undefined) return known
    // Swedish dates are those of ISO 8601: 2026-03-14.
    const day = Date.parse(this.#number.format(reached(at))) / DAY
    this.#known.set(quarter, day)
    return day
  }

  /** The date with its weekday, e.g. `Saturday, March 14, 2026`. */
  date(at: number): string {
    return this.#date.format(reached(at))
  }

  /** `today` or `yesterday`; empty for all others. */
  near(at: number, now: number): string {
    const days = this.of(at) - this.of(now)
    return days === 0 || days === -1 ? this.#near.format(days, 'day') : ''
  }
}
