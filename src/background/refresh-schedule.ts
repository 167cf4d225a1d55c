import type { SessionViewRecord } from '../contract/view.ts'
import type { Alarm } from './ports.ts'
import { limitReachedAt } from './session-limit.ts'
import { Turns } from './turns.ts'

const MINUTE = 60_000
/** Tokens that live shorter than this are refreshed when somebody asks: alarms are too coarse for them. */
const SHORTEST_LIFE = 2 * MINUTE
/** Never later than this before the end. */
const MARGIN = MINUTE
/** Browsers put an alarm that is due sooner off to here, and may round its time. */
const EARLIEST_ALARM = 30_000
const ROUNDING = 1_000

/**
 * When to refresh a session next, in milliseconds since the epoch; undefined: nobody refreshes it on time.
 * Due at a uniform moment in 75–90 % of the tokens' life, so that a fleet that signed in together does not
 * refresh together, and never later than a minute before the end. After a passing failure, when the next try
 * is due. May lie in the past: then it is due now.
 */
export function nextRefresh(view: SessionViewRecord): number | undefined {
  if (view.state !== 'signedIn' || !view.canRefresh) return undefined
  if (view.refreshing) return view.issuedAt
  if (view.retry !== undefined) return view.retry.at
  const expiresAt = Math.min(view.idExpiresAt, view.accessExpiresAt)
  const life = expiresAt - view.issuedAt
  if (life < SHORTEST_LIFE) return undefined
  return Math.min(view.issuedAt + life * (0.75 + 0.15 * view.jitter), expiresAt - MARGIN)
}

/** The one alarm for all accounts, set only when it is missing or wrong. */
export class RefreshSchedule {
  readonly #alarm: Alarm
  readonly #now: () => number
  readonly #turns = new Turns()

  constructor(alarm: Alarm, now: () => number) {
    this.#alarm = alarm
    this.#now = now
  }

  /** Sets the alarm for the first session that is due, or over by a limit. One call at a time, in order. */
  settle(views: () => Iterable<SessionViewRecord>, limit = Infinity): Promise<void> {
    return this.#turns.take(() => this.#settle([...views()], limit))
  }

  async #settle(views: SessionViewRecord[], limit: number): Promise<void> {
    const over = views.map((view) => (view.state === 'signedIn' ? limitReachedAt(view, limit) : undefined))
    const due = [...views.map(nextRefresh), ...over].filter((when) => when !== undefined)
    const set = await this.#alarm.when()
    if (due.length === 0) {
      if (set !== undefined) await this.#alarm.clear()
      return
    }
    const first = Math.min(...due)
    if (set === undefined || !this.#fits(set, first)) await this.#alarm.set(Math.max(first, this.#now()))
  }

  /** Whether an alarm that is set does for a due moment. Setting it anew each time would put it off for ever. */
  #fits(set: number, due: number): boolean {
    const latest = Math.max(due, this.#now() + EARLIEST_ALARM)
    return set >= due - ROUNDING && set <= latest + ROUNDING
  }
}
