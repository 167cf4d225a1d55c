import { afterAll, describe, expect, test } from 'vitest'
import type { Demand } from '../../../src/contract/demand.ts'
import type { Refused } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import { foundValue, refusedSentence } from '../../../src/options/refused-words.ts'
import { sourceOf } from '../../../src/words/catalogue.ts'
import { say, speak } from '../../../src/words/say.ts'
import { catalogues, type Lang } from '../../support/words/catalogues.ts'

const POOL = { name: 'Corp', poolId: 'eu-west-1_aBcDeFgHi', clientId: '1example23456789' }
const site = { origin: 'https://app.example', accessToken: true }

/** Every way in which a value can be wrong, with what is said of it. */
const wrong: [Record<string, unknown>, sentence: string, found: string | undefined][] = [
  [{ allowedSites: [{ ...site, acess: 1 }] }, 'There is no such key.', undefined],
  [{ profiles: [{ ...POOL, name: undefined }] }, 'This must be text, in quotation marks.', undefined],
  [{ profiles: [{ poolId: POOL.poolId, clientId: POOL.clientId }] }, 'This is missing.', undefined],
  [{ signInMethods: 'passkey' }, 'This must be a list, in square brackets.', '"passkey"'],
  [{ supportLink: 3 }, 'This must be text, in quotation marks.', '3'],
  [{ maximumSessionHours: '12' }, 'This must be a number, without quotation marks.', '"12"'],
  [{ hideFirstRun: null }, 'This must be true or false, without quotation marks.', 'null'],
  [{ allowedSites: [false] }, 'This must be keys with their values, in braces.', 'false'],
  [{ staySignedIn: 'never' }, 'This must be one of these: "allowed" and "forbidden".', '"never"'],
  [
    { profiles: [{ ...POOL, name: 'x'.repeat(81) }] },
    'This is too long: 80 characters, or entries, are allowed.',
    undefined,
  ],
  [{ profiles: [{ ...POOL, name: '' }] }, 'This must not be empty.', '""'],
  [
    { clientMetadataOrigins: ['https://*.example'] },
    'This must be an origin, as https://app.example: no path, and no star.',
    '"https://*.example"',
  ],
  [
    { profiles: [{ ...POOL, poolId: 'pool' }] },
    'This must be the id of a user pool, as eu-west-1_aBcDeFgHi.',
    '"pool"',
  ],
  [
    { profiles: [{ ...POOL, clientId: 'a b' }] },
    'This must be the id of an app client: letters and digits.',
    '"a b"',
  ],
  [
    { profiles: [{ ...POOL, endpoint: 'http://pool.example' }] },
    'This must be an https address, or http on localhost.',
    '"http://pool.example"',
  ],
  [
    { profiles: [{ ...POOL, login: { domain: 'login.example', scopes: [] } }] },
    'This must be the origin of a sign-in domain: https, or http on localhost, and no path.',
    '"login.example"',
  ],
  [
    { allowedSites: [{ origin: site.origin }] },
    'This site would get nothing: name claims, or set idToken or accessToken to true.',
    undefined,
  ],
  [{ maximumSessionHours: -1 }, 'This must be more than 0.', '-1'],
  [
    { supportLink: 'http://help.example' },
    'This must be an https address without a user name.',
    '"http://help.example"',
  ],
]

const refusedOf = (managed: Record<string, unknown>): Refused => {
  const [refused] = policyFrom(managed).refused
  if (refused === undefined) throw new Error('Nothing was refused.')
  return refused
}

afterAll(() => speak(sourceOf(catalogues.en), ['en']))

test.each(wrong)('%j: %s', (managed, sentence, found) => {
  const refused = refusedOf(managed)
  expect(refusedSentence(refused)).toBe(sentence)
  expect(foundValue(refused)).toBe(found)
})

test('every demand is made of some value here', () => {
  const demands: Record<Demand, true> = {
    notEmpty: true,
    origin: true,
    poolId: true,
    clientId: true,
    endpoint: true,
    domain: true,
    something: true,
    moreThanNothing: true,
    link: true,
  }
  const made = wrong.map(([managed]) => refusedOf(managed).must)
  expect(made).toEqual(expect.arrayContaining(Object.keys(demands)))
})

describe.each<Lang>(['en', 'de', 'ja'])('in %s', (lang) => {
  test('each has a sentence of its own', () => {
    speak(sourceOf(catalogues[lang]), [lang])
    const said = wrong.map(([managed]) => refusedSentence(refusedOf(managed)))
    expect(said).not.toContain(say('refused_unknown'))
    expect(said).not.toContain('')
    expect(new Set(said).size).toBe(wrong.length - 1)
  })

  test('one that nobody foresaw has a sentence too', () => {
    speak(sourceOf(catalogues[lang]), [lang])
    expect(refusedSentence({ at: 'x', must: 'unheard-of', found: 'Object' })).toBe(say('refused_unknown'))
  })
})
