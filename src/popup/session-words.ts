import type { TimeWords } from '../claims/time-words.ts'
import type { SignedInView } from '../contract/view.ts'

/** How a signed-in session is doing. */
export type SessionCondition =
  | 'valid'
  | 'refreshing'
  | 'validOffline'
  | 'validUnanswered'
  | 'ending'
  | 'expired'
  | 'offline'

type Timed = Pick<SignedInView, 'accessExpiresAt' | 'idExpiresAt' | 'refreshing' | 'retry' | 'canRefresh'>

/** When the first of the two tokens ends: from then on a session is worth nothing without a refresh. */
export function endOf(view: Pick<SignedInView, 'accessExpiresAt' | 'idExpiresAt'>): number {
  return Math.min(view.accessExpiresAt, view.idExpiresAt)
}

export function conditionOf(view: Timed, now: number): SessionCondition {
  if (view.refreshing) return 'refreshing'
  const offline = view.retry !== undefined && isOffline(view.retry.code)
  if (now >= endOf(view)) return offline && view.canRefresh ? 'offline' : 'expired'
  if (offline) return 'validOffline'
  if (view.retry !== undefined) return 'validUnanswered'
  return view.canRefresh ? 'valid' : 'ending'
}

/** The condition in one or two words. */
export const conditionNames: Record<SessionCondition, string> = {
  valid: 'Signed in',
  refreshing: 'Refreshing…',
  validOffline: 'Offline, still valid',
  validUnanswered: 'Still valid',
  ending: 'Signed in',
  expired: 'Expired',
  offline: 'Offline',
}

/** What there is to say beyond that; empty when all is well. */
export function conditionSentence(view: Timed, now: number, words: TimeWords): string {
  const condition = conditionOf(view, now)
  const retry = view.retry === undefined ? '' : ` ${retrySentence(view.retry, now, words)}`
  switch (condition) {
    case 'valid':
    case 'refreshing':
      return ''
    case 'validOffline':
      return `The user pool cannot be reached; your session goes on until ${words.clock(endOf(view))}.${retry}`
    case 'validUnanswered':
      return `The user pool did not renew the session (${view.retry?.code ?? ''}); it goes on until ${words.clock(endOf(view))}.${retry}`
    case 'ending':
      return `This session cannot be renewed. It ends at ${words.clock(endOf(view))}; then sign in again.`
    case 'offline':
      return `You are still signed in. The tokens came to their end, and are renewed as soon as the user pool can be reached.${retry}`
    case 'expired':
      return view.canRefresh
        ? `The tokens came to their end and are renewed when the user pool answers.${retry}`
        : 'The session came to its end. Sign out, then sign in again.'
  }
}

function retrySentence(retry: { at: number }, now: number, words: TimeWords): string {
  return retry.at > now ? `Next try ${words.relative(retry.at, now)}.` : 'Trying again now.'
}

function isOffline(code: string): boolean {
  return code === 'NetworkError' || code === 'offline'
}
