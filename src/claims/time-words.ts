/** The first and the last moment that a date can be of, in milliseconds from 1970 (ECMAScript, time values). */
export const LAST_MOMENT = 8.64e15

/** What an issuer or a record says may be a moment that no date reaches; the nearest that one does stands for it. */
export function reached(at: number): number {
  return Math.max(-LAST_MOMENT, Math.min(LAST_MOMENT, at))
}

/** A locale's words for moments and spans. Times are milliseconds since the epoch. */
export class TimeWords {
  readonly locale: string
  readonly timeZone: string | undefined
  readonly #relative: Intl.RelativeTimeFormat
  /** "now", not "in 0 seconds". */
  readonly #present: Intl.RelativeTimeFormat
  readonly #date: Intl.DateTimeFormat
  readonly #clock: Intl.DateTimeFormat

  /** `timeZone` is an IANA name; absent: the device's. */
  constructor(locale: string, timeZone?: string) {
    const zone = timeZone === undefined ? {} : { timeZone }
    this.locale = locale
    this.timeZone = timeZone
    this.#relative = new Intl.RelativeTimeFormat(locale)
    this.#present = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
    this.#date = new Intl.DateTimeFormat(locale, { ...DATE, ...zone })
    this.#clock = new Intl.DateTimeFormat(locale, { ...CLOCK, ...zone })
  }

  /** @example relative(now + 12 * 60_000, now) // 'in 12 minutes' */
  relative(at: number, now: number): string {
    const { amount, unit } = largestUnit(at - now)
    return (amount === 0 ? this.#present : this.#relative).format(amount, unit)
  }

  /** Local date, time and zone, e.g. `Nov 22, 2026, 10:20:31 PM UTC`. */
  date(at: number): string {
    return this.#date.format(reached(at))
  }

  /** Hours and minutes alone, for moments of today. */
  clock(at: number): string {
    return this.#clock.format(reached(at))
  }

  /** A span in its largest whole unit, e.g. `42 min`. A negative span is none. */
  span(milliseconds: number): string {
    const { amount, unit } = largestUnit(Math.max(0, milliseconds))
    return this.#unit(amount, unit, 'short')
  }

  /** The same in full words, e.g. `42 minutes`. */
  spanInFull(milliseconds: number): string {
    const { amount, unit } = largestUnit(Math.max(0, milliseconds))
    return this.#unit(amount, unit, 'long')
  }

  #unit(amount: number, unit: Unit, unitDisplay: 'short' | 'long'): string {
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay }).format(amount)
  }
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const
const DATE = {
  ...CLOCK,
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  second: '2-digit',
  timeZoneName: 'short',
} as const

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** From where on each unit is the natural one, and what one of it is worth. */
const UNITS: readonly { unit: Unit; from: number; worth: number }[] = [
  { unit: 'year', from: 730 * DAY, worth: 365.2425 * DAY },
  { unit: 'month', from: 61 * DAY, worth: 30.436875 * DAY },
  { unit: 'day', from: 2 * DAY, worth: DAY },
  { unit: 'hour', from: 2 * HOUR, worth: HOUR },
  { unit: 'minute', from: MINUTE, worth: MINUTE },
]

/** Cut, not rounded: what lives for another 59.9 minutes does not live for an hour. */
function largestUnit(milliseconds: number): { amount: number; unit: Unit } {
  const found = UNITS.find(({ from }) => Math.abs(milliseconds) >= from)
  const { unit, worth } = found ?? { unit: 'second' as const, worth: SECOND }
  return { amount: Math.trunc(milliseconds / worth), unit }
}
