import { describe, expect, test } from 'vitest'
import { TimeWords } from '../../../../src/claims/time-words.ts'
import type { ActivityEntry, Happening } from '../../../../src/contract/activity.ts'
import type { AccountId } from '../../../../src/contract/identity.ts'
import { givenWords } from '../../../../src/controls/choice.ts'
import { Days } from '../../../../src/options/activity/days.ts'
import { searchedText, textOf, told, type Speech } from '../../../../src/options/activity/told.ts'
import { eachKind } from '../../../support/options-stage/happenings.ts'
import { ada, grace, NOW, origin } from '../../../support/popup-stage/people.ts'

const MINUTE = 60_000
const account = ada.account
const site = origin('https://reports.acme.example')
const zone = 'Europe/Berlin'
const alone: Speech = {
  words: new TimeWords('en', zone),
  days: new Days('en', zone),
  nameOf: (account: AccountId) => (account === ada.account ? 'Ada' : 'Grace'),
  several: false,
  givenOf: givenWords,
}
const at = (happening: Happening): ActivityEntry => ({ ...happening, at: NOW })

function sentences(happening: Happening, speech = alone): string {
  const { what, more } = told(at(happening), speech)
  return [what, ...more].map(textOf).join(' ')
}

const refreshed = { kind: 'refreshed', account, rotated: false } as const
const failed = { kind: 'refreshFailed', account, by: 'question', retryAt: NOW + 2 * MINUTE } as const
const delivered: Extract<Happening, { kind: 'delivered' }> = {
  kind: 'delivered',
  origin: site,
  account,
  claims: ['sub'],
  until: NOW + 40 * MINUTE,
}

test.each<[Happening, string]>([
  [{ kind: 'signedIn', account }, 'You signed in as Ada.'],
  [{ kind: 'signedOut', account, by: 'person' }, 'You signed out.'],
  [{ kind: 'signedOut', account, by: 'site', origin: site }, 'reports.acme.example signed you out.'],
  [
    { kind: 'signedOut', account, by: 'poolChanged' },
    'You were signed out: the user pool was changed here, or removed.',
  ],
  [{ kind: 'signedOut', account }, 'The session ended.'],
  [
    { kind: 'signInNeeded', account, reason: 'revoked' },
    'You were signed out. This sign-in was ended elsewhere: on another device, or by an administrator.',
  ],
  [{ ...refreshed, by: 'alarm', late: 59_999 }, 'The session was refreshed. On schedule.'],
  [
    { ...refreshed, by: 'alarm', late: 12 * MINUTE },
    'The session was refreshed. It was due 12 minutes earlier.',
  ],
  [{ ...refreshed, by: 'question' }, 'The session was refreshed. A page asked for the session.'],
  [{ ...refreshed, by: 'person' }, 'The session was refreshed. You asked for it.'],
  [{ ...refreshed, by: 'start' }, 'The session was refreshed. When the extension woke up.'],
  [{ ...refreshed, by: 'network' }, 'The session was refreshed. When the network came back.'],
  [{ ...refreshed, rotated: true }, 'The session was refreshed. The refresh token was renewed too.'],
  [
    { ...failed, code: 'Timeout' },
    'The session could not be refreshed. The user pool took too long to answer. Try again in a moment. A page asked for the session. Next try: 10:28 AM. (Timeout)',
  ],
  [
    { ...failed, code: 'NobodyKnows' },
    'The session could not be refreshed. Something unforeseen happened. Try again; if it stays so, restart the browser. A page asked for the session. Next try: 10:28 AM. (NobodyKnows)',
  ],
  [
    {
      kind: 'allowed',
      origin: site,
      account,
      gives: { claims: ['a', 'b'], idToken: true, accessToken: false },
    },
    'You allowed reports.acme.example to have 2 claims and the ID token.',
  ],
  [{ kind: 'ended', origin: site, by: 'person' }, 'You took back what reports.acme.example had.'],
  [{ kind: 'ended', origin: site, by: 'site' }, 'reports.acme.example gave back what it had.'],
  [{ kind: 'ended', origin: site, by: 'time' }, 'What you allowed reports.acme.example came to its end.'],
  [{ kind: 'ended', origin: site, by: 'tab' }, 'What you allowed reports.acme.example ended with its tab.'],
  [
    { kind: 'ended', origin: site, by: 'browser' },
    'What you allowed reports.acme.example was taken away in the browser’s own settings.',
  ],
  [{ kind: 'refused', origin: origin('http://localhost:5173') }, 'You refused http://localhost:5173.'],
  [
    { ...delivered, accessToken: 'jti' },
    'reports.acme.example got 1 claim and the access token. The tokens live until 11:06 AM.',
  ],
  [
    { kind: 'copied', account, idToken: 'jti', until: NOW + 40 * MINUTE },
    'You were given the ID token to copy. It holds until 11:06 AM, whoever has it.',
  ],
  [
    { kind: 'copied', account, accessToken: '', until: NOW + 40 * MINUTE },
    'You were given the access token to copy. It holds until 11:06 AM, whoever has it.',
  ],
  [{ kind: 'drawn' }, 'The claims were shown on a page.'],
  [{ kind: 'started' }, 'The extension woke up.'],
  [
    { kind: 'slept', length: 40 * MINUTE },
    'Nothing happened for 40 minutes. The device slept, or its clock was set ahead.',
  ],
  [{ kind: 'clockSetBack', length: 120 * MINUTE }, 'This device’s clock was set back by 2 hours.'],
])('%o is told as “%s”', (happening, sentence) => {
  expect(sentences(happening)).toBe(sentence)
})

describe('everything that can be noted', () => {
  test('has a sentence, and no place in it stays empty', () => {
    for (const entry of eachKind) {
      const { what, more } = told(entry, alone)
      for (const sentence of [what, ...more]) expect(textOf(sentence)).toMatch(/^\S.*[.)]$/)
    }
  })

  test('keeps names apart from the words around them', () => {
    expect(told(at({ kind: 'refused', origin: site }), alone).what).toContainEqual({
      name: 'reports.acme.example',
    })
    expect(told(at({ kind: 'signedIn', account }), alone).what).toContainEqual({ name: 'Ada' })
  })
})

test('a moment of another day has its date', () => {
  expect(sentences({ ...delivered, until: NOW + 25 * 60 * MINUTE })).toMatch(
    /live until Mar 15, 2026, 11:26:53 AM/,
  )
})

test('of a delivery with as many claims as are noted it is said that there may be more', () => {
  const claims = Array.from({ length: 20 }, (_, at) => `claim-${at}`)
  expect(sentences({ ...delivered, claims })).toContain('Only the first 20 claims are noted.')
  expect(sentences({ ...delivered, claims: claims.slice(1) })).not.toContain('noted')
})

test('whose session it is is told where there are several accounts', () => {
  const several = { ...alone, several: true }
  expect(sentences({ ...refreshed, account: grace.account }, several)).toContain('The session of Grace.')
  expect(sentences({ kind: 'started' }, several)).not.toContain('The session of')
})

test('a search finds what is told, and what a click more would show', () => {
  const text = searchedText(
    at({ ...delivered, claims: ['email'], idToken: 'jti-1', accessToken: 'jti-2' }),
    alone,
  )
  for (const part of ['reports.acme.example', 'email', 'jti-1', 'jti-2', 'Ada']) expect(text).toContain(part)
})

test('a search for a token’s id finds that it was copied', () => {
  const copied = { kind: 'copied', account, accessToken: 'jti-2', until: NOW } as const
  expect(searchedText(at(copied), alone)).toContain('jti-2')
})

test('a token that ends later than any date is told all the same', () => {
  expect(sentences({ ...delivered, until: 1e20 })).toContain('275760')
})
