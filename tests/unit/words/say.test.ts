import { afterEach, describe, expect, test } from 'vitest'
import { sourceOf } from '../../../src/words/catalogue.ts'
import { list, locale, pieces, say, sayCount, sayIfKnown, speak } from '../../../src/words/say.ts'
import { catalogues, type Lang } from '../../support/words/catalogues.ts'

const speaking = (lang: Lang, languages: readonly string[] = []) =>
  speak(sourceOf(catalogues[lang]), languages)

afterEach(() => speaking('en', ['en']))

test('values stand where the translator puts them', () => {
  expect(say('stepWhose', { pool: 'Acme', name: 'ada' })).toBe('ada at Acme')
  speaking('de')
  expect(say('signInWith', { host: 'login.example' })).toBe('Mit login.example anmelden')
})

test('a value is text and nothing else, whatever stands in it', () => {
  expect(say('stepWhose', { name: '$2 $POOL$', pool: '$$' })).toBe('$2 $POOL$ at $$')
})

test('a name that nobody knows says nothing', () => {
  expect(sayIfKnown('nothingOfThatName')).toBe('')
  expect(sayIfKnown('constructor')).toBe('')
  expect(sayIfKnown('SIGNIN')).toBe('Sign in')
})

describe('a sentence with more than text in it comes in pieces', () => {
  const [name, pool] = [{ is: 'name' }, { is: 'pool' }]

  test.each<[Lang, unknown[]]>([
    ['en', [name, ' at ', pool]],
    ['ja', [name, '（', pool, '）']],
  ])('in the order of %s', (lang, expected) => {
    speaking(lang)
    expect(pieces('stepWhose', { name, pool }).filter((piece) => piece !== '')).toEqual(expected)
  })

  test('and in one where nothing is put in', () => {
    expect(pieces('signIn')).toEqual(['Sign in'])
  })
})

test.each<[Lang, number, string]>([
  ['en', 1, '1 claim'],
  ['en', 1200, '1,200 claims'],
  ['de', 1, '1 Claim'],
  ['de', 1200, '1.200 Claims'],
  ['ja', 1, 'クレーム 1 件'],
])('in %s, %i is told in the form it asks for', (lang, count, expected) => {
  speaking(lang)
  expect(sayCount('givenClaims', count)).toBe(expected)
})

test.each<[Lang, string[], string]>([
  ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['de-AT', 'en'], 'de-AT'],
  ['de', ['fr'], 'de'],
  ['en', ['eng-US', 'fr'], 'en'],
  ['ja', [], 'ja'],
])('dates beside %s, for a reader of %j, are in %s', (lang, languages, expected) => {
  speaking(lang, languages)
  expect(locale()).toBe(expected)
})

test('a list is one part of a sentence', () => {
  expect(list(['a', 'b', 'c'])).toBe('a, b, and c')
  speaking('de')
  expect(list(['a', 'b', 'c'])).toBe('a, b und c')
})
