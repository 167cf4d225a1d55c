import type { Grant } from './grant.ts'

/** Until when a grant lasts, as a person chooses it. */
export const untilChoices = ['tab', 'hour', 'month', 'revoked'] as const
export type UntilChoice = (typeof untilChoices)[number]

const HOUR = 3_600_000

/** How long each lasts, in milliseconds. */
const LASTS = { hour: HOUR, month: 30 * 24 * HOUR }

/** The choice that a grant was made with. */
export function choiceOf({ until, since }: Pick<Grant, 'until' | 'since'>): UntilChoice {
  if (until.kind !== 'time') return until.kind
  return until.at - since > HOUR ? 'month' : 'hour'
}

/** Where and when the choice was made. `run` tells one run of the browser from the next, which may number tabs alike. */
export interface Moment {
  now: number
  tabId: number
  run: number
}

/** The choice as it stands in a grant. */
export function untilOf(choice: UntilChoice, { now, tabId, run }: Moment): Grant['until'] {
  if (choice === 'revoked') return { kind: 'revoked' }
  return choice === 'tab' ? { kind: 'tab', tabId, run } : { kind: 'time', at: now + LASTS[choice] }
}
