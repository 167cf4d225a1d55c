import { describe, expect, test } from 'vitest'
import { TimeWords } from '../../../src/claims/time-words.ts'
import { conditionOf, conditionSentence } from '../../../src/popup/session-words.ts'
import { say } from '../../../src/words/say.ts'
import { signInReasons } from '../../support/popup-stage/people.ts'

const NOW = Date.parse('2026-03-14T09:26:53Z')
const MINUTE = 60_000
const words = new TimeWords('en-GB', 'UTC')
const valid = {
  accessExpiresAt: NOW + 42 * MINUTE,
  idExpiresAt: NOW + 42 * MINUTE,
  refreshing: false,
  canRefresh: true,
}
const over = { ...valid, accessExpiresAt: NOW }
const retry = (code: string) => ({ at: NOW + 15_000, code, count: 1 })

describe('the condition of a session', () => {
  test.each([
    ['valid while both tokens live', valid, 'valid'],
    ['expired from the very moment the first token ends', over, 'expired'],
    ['expired when only the ID token ended', { ...valid, idExpiresAt: NOW - 1 }, 'expired'],
    ['refreshing while a refresh is under way', { ...over, refreshing: true }, 'refreshing'],
    ['valid offline when the network failed', { ...valid, retry: retry('NetworkError') }, 'validOffline'],
    ['valid unanswered when the pool failed', { ...valid, retry: retry('HttpError') }, 'validUnanswered'],
    ['expired also while the pool fails', { ...over, retry: retry('HttpError') }, 'expired'],
    [
      'offline when the network failed and nothing lives',
      { ...over, retry: retry('NetworkError') },
      'offline',
    ],
    ['ending without a refresh token', { ...valid, canRefresh: false }, 'ending'],
  ])('is %s', (_, view, condition) => {
    expect(conditionOf(view, NOW)).toBe(condition)
  })

  test.each([
    [valid, ''],
    [
      { ...valid, retry: retry('NetworkError') },
      'The user pool cannot be reached; your session goes on until 10:08. Next try in 15 seconds.',
    ],
    [
      { ...valid, retry: { ...retry('HttpError'), at: NOW - 1 } },
      'The user pool did not renew the session (HttpError); it goes on until 10:08. Trying again now.',
    ],
    [
      { ...valid, canRefresh: false },
      'This session cannot be renewed. It ends at 10:08; then sign in again.',
    ],
    [
      { ...over, retry: retry('NetworkError') },
      'You are still signed in. The tokens came to their end, and are renewed as soon as the user pool can be reached. Next try in 15 seconds.',
    ],
    [over, 'The tokens came to their end and are renewed when the user pool answers.'],
    [{ ...over, canRefresh: false }, 'The session came to its end. Sign out, then sign in again.'],
  ])('in a sentence (%#)', (view, sentence) => {
    expect(conditionSentence(view, NOW, words)).toBe(sentence)
  })
})

test.each(signInReasons)('the reason %s is a sentence', (reason) => {
  expect(say(`reason_${reason}`)).toMatch(/^[A-Z].{20,}\.$/)
})
