import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { ActivityEntry } from '../../contract/activity.ts'
import type { AccountId } from '../../contract/identity.ts'
import type { TimeWords } from '../../claims/time-words.ts'
import { number, pieces, say, sayIfKnown } from '../../words/say.ts'
import type { Days } from './days.ts'
import { siteName } from './site-name.ts'

/** A name that somebody else gave: it is drawn apart from the sentence around it, in its own direction. */
interface Name {
  name: string
}

export type Sentence = readonly (string | Name)[]

/** An entry in words. */
export interface Told {
  what: Sentence
  /** What there is to say beyond that, a sentence each. */
  more: readonly Sentence[]
}

/** What it takes to put entries into words. */
export interface Speech {
  words: TimeWords
  days: Days
  /** Whose account it is. */
  nameOf: (account: AccountId) => string
  /** What a site got, as a part of a sentence. */
  givenOf: (gives: Gives) => string
  /** Whether there are several accounts, so that each session has to be told with its owner. */
  several: boolean
}

/** An alarm that is so little late is on time: browsers ring theirs to the half minute. In milliseconds. */
const LATE = 60_000
/** So many names of claims are noted of a delivery at most; there may have been more. */
const NOTED_CLAIMS = 20

export function told(entry: ActivityEntry, speech: Speech): Told {
  return { what: whatOf(entry, speech), more: [...whyOf(entry, speech), ...whoseOf(entry, speech)] }
}

/** All that is told of an entry, and what is shown by a click more: to be looked through. */
export function searchedText(entry: ActivityEntry, speech: Speech): string {
  const { what, more } = told(entry, speech)
  const account = 'account' in entry ? speech.nameOf(entry.account) : ''
  return [...[what, ...more].map(textOf), account, ...namedIn(entry)].join('\n')
}

/** A sentence as a text. */
export function textOf(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === 'string' ? piece : piece.name)).join('')
}

function namedIn(entry: ActivityEntry): string[] {
  if (entry.kind === 'allowed') return entry.gives.claims
  if (entry.kind !== 'delivered' && entry.kind !== 'copied') return []
  const { idToken = '', accessToken = '' } = entry
  return [...(entry.kind === 'delivered' ? entry.claims : []), idToken, accessToken]
}

function whatOf(entry: ActivityEntry, { nameOf, givenOf, words }: Speech): Sentence {
  const site = 'origin' in entry && entry.origin !== undefined ? { name: siteName(entry.origin) } : ''
  switch (entry.kind) {
    case 'signedIn':
      return pieces('activity_signedIn', { who: { name: nameOf(entry.account) } })
    case 'signedOut':
      return pieces(`activity_signedOut_${entry.by ?? 'nobody'}`, { site })
    case 'allowed':
      return pieces('activity_allowed', { given: givenOf(entry.gives), site })
    case 'ended':
      return pieces(`activity_ended_${entry.by}`, { site })
    case 'refused':
      return pieces('activity_refused', { site })
    case 'delivered':
      return pieces('activity_delivered', { given: givenOf(givesIn(entry)), site })
    case 'copied':
      return [say(entry.idToken === undefined ? 'activity_copied_access' : 'activity_copied_id')]
    case 'slept':
    case 'clockSetBack':
      return [say(`activity_${entry.kind}`, { span: words.spanInFull(entry.length) })]
    case 'signInNeeded':
    case 'refreshed':
    case 'refreshFailed':
    case 'drawn':
    case 'started':
      return [say(`activity_${entry.kind}`)]
  }
}

function whyOf(entry: ActivityEntry, speech: Speech): Sentence[] {
  switch (entry.kind) {
    case 'signInNeeded':
      return [[say(`reason_${entry.reason}`)]]
    case 'refreshed':
      return [...askedBy(entry, speech), ...(entry.rotated ? [[say('activityRotated')]] : [])]
    case 'refreshFailed':
      return [
        failure(entry.code),
        ...askedBy(entry, speech),
        nextTry(entry, speech),
        [{ name: `(${entry.code})` }],
      ]
    case 'allowed':
      return entry.until === undefined
        ? []
        : [[say('activityUntil', { date: momentOf(entry.until, entry, speech) })]]
    case 'delivered':
      return [...validity(entry, speech), ...manyClaims(entry)]
    case 'copied':
      return [[say('activityHolds', { time: momentOf(entry.until, entry, speech) })]]
    case 'slept':
      return [[say('activityWhy_slept')]]
    case 'started':
    case 'signedIn':
    case 'signedOut':
    case 'ended':
    case 'refused':
    case 'drawn':
    case 'clockSetBack':
      return []
  }
}

type Entry<Kind extends ActivityEntry['kind']> = Extract<ActivityEntry, { kind: Kind }>

function askedBy({ by, late = 0 }: Entry<'refreshed' | 'refreshFailed'>, { words }: Speech): Sentence[] {
  if (by === undefined) return []
  if (by === 'alarm' && late >= LATE) return [[say('activityLate', { span: words.spanInFull(late) })]]
  return [[say(`activityBy_${by}`)]]
}

function failure(code: string): Sentence {
  return [sayIfKnown(`error_${code}`) || say('error_unexpected')]
}

function nextTry(entry: Entry<'refreshFailed'>, speech: Speech): Sentence {
  return [say('activityNextTry', { time: momentOf(entry.retryAt, entry, speech) })]
}

function validity(entry: Entry<'delivered'>, speech: Speech): Sentence[] {
  return [[say('activityValid', { time: momentOf(entry.until, entry, speech) })]]
}

function manyClaims({ claims }: Entry<'delivered'>): Sentence[] {
  return claims.length < NOTED_CLAIMS ? [] : [[say('activityManyClaims', { count: number(NOTED_CLAIMS) })]]
}

function givesIn({ claims, idToken, accessToken }: Entry<'delivered'>): Gives {
  return { claims, idToken: idToken !== undefined, accessToken: accessToken !== undefined }
}

function whoseOf(entry: ActivityEntry, { several, nameOf }: Speech): Sentence[] {
  if (!several || entry.kind === 'signedIn' || !('account' in entry)) return []
  return [pieces('activityWhose', { name: { name: nameOf(entry.account) } })]
}

/** On the day of the entry its hour is enough. */
function momentOf(at: number, entry: ActivityEntry, { words, days }: Speech): string {
  return days.of(at) === days.of(entry.at) ? words.clock(at) : words.date(at)
}
