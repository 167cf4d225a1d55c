import type { TimeWords } from '../claims/time-words.ts'
import type { SignedInView } from '../contract/view.ts'
import { say } from '../words/say.ts'

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
export function conditionName(condition: SessionCondition): string {
  if (condition === 'refreshing') return say('refreshing')
  return say(`condition_${condition === 'ending' ? 'valid' : condition}`)
}

/** What there is to say beyond that; empty when all is well. */
export function conditionSentence(view: Timed, now: number, words: TimeWords): string {
  const condition = conditionOf(view, now)
  const time = words.clock(endOf(view))
  const retry = view.retry === undefined ? '' : ` ${retrySentence(view.retry, now, words)}`
  switch (condition) {
    case 'valid':
    case 'refreshing':
      return ''
    case 'validOffline':
      return say('validOffline', { time }) + retry
    case 'validUnanswered':
      return say('validUnanswered', { code: view.retry?.code ?? '', time }) + retry
    case 'ending':
      return say('ending', { time })
    case 'offline':
      return say('offlineOver') + retry
    case 'expired':
      return view.canRefresh ? say('expiredRenewed') + retry : say('expiredEnded')
  }
}

function retrySentence(retry: { at: number }, now: number, words: TimeWords): string {
  return retry.at > now ? say('nextTry', { when: words.relative(retry.at, now) }) : say('tryingNow')
}

function isOffline(code: string): boolean {
  return code === 'NetworkError' || code === 'offline'
}
