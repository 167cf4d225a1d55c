import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../../manifest.json' with { type: 'json' }
import { languages } from '../../../src/contract/language.ts'
import { policyKeys } from '../../../src/contract/policy-keys.ts'
import type { Catalogue } from '../../../src/words/catalogue.ts'
import { catalogues } from '../../support/words/catalogues.ts'
import { literalsIn } from '../../support/words/literals.ts'

const { en, de, ja } = catalogues
const english: Catalogue & Record<string, { description?: string }> = en
const names = Object.keys(english)
const translations: [string, Catalogue][] = [
  ['de', de],
  ['ja', ja],
]

const FORM = /_(zero|one|two|few|many|other)$/
const counted = new Set(names.filter((name) => name.endsWith('_other')).map((name) => name.replace(FORM, '')))

/** The names of messages that a language needs: its own forms of those that count. */
function neededIn(language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const plain = names.filter((name) => !counted.has(name.replace(FORM, '')))
  return [...plain, ...[...counted].flatMap((base) => forms.map((form) => `${base}_${form}`))].sort()
}

/** The placeholders that a sentence really has. */
function placedIn({ message }: Catalogue[string]): string[] {
  return [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => (name ?? '').toLowerCase()).sort()
}

/** Messages that are the same in another language, and why. */
const SAME: Readonly<Record<string, string>> = {
  direction: 'a direction, not a text',
  extensionName: 'a name',
  details: 'the same word in German',
  choiceClaims: 'a term',
  claims: 'a term',
  columnClaim: 'a term',
  tokens: 'a term',
  code: 'the same word in German',
  wayCode: 'the same word in German',
  method_passkey: 'a term',
  passkeys: 'a term',
  attribute_website: 'the same word in German',
  condition_offline: 'the same word in German',
  factFrames: 'the same words in German',
  loginDetails: 'the same word in German',
  signInAgainWhy: 'nothing but its places',
  section_claims: 'a term',
  aboutVersion: 'the same word in German',
  policySiteFrames: 'the same words in German',
  factPool: 'a term',
  fieldName: 'the same words in German',
  fieldScopes: 'a term',
  factor_WEB_AUTHN: 'a term',
}

describe.each(translations)('the messages in %s', (language, catalogue) => {
  test('are complete, and nothing is left over', () => {
    expect(Object.keys(catalogue).sort()).toEqual(neededIn(language))
  })

  test('have the placeholders that the English ones have', () => {
    const different = Object.entries(catalogue).filter(([name, entry]) => {
      const source = english[name] ?? english[name.replace(FORM, '_other')]
      return source === undefined || placedIn(entry).join() !== placedIn(source).join()
    })
    expect(different).toEqual([])
  })

  test('number them as English does', () => {
    const numbered = ({ placeholders = {} }: Catalogue[string]) =>
      Object.entries(placeholders).map(([name, { content }]) => `${name} ${content}`)
    for (const [name, entry] of Object.entries(catalogue)) {
      const source = english[name] ?? english[name.replace(FORM, '_other')]
      expect([name, numbered(entry)]).toEqual([name, source && numbered(source)])
    }
  })

  test('are translated, but for names and terms', () => {
    const untranslated = Object.entries(catalogue)
      .filter(([name, { message }]) => message === english[name]?.message && SAME[name] === undefined)
      .map(([name]) => name)
    expect(untranslated).toEqual([])
  })
})

test('every language that there is can be chosen, and no other', () => {
  const folders = readdirSync(resolve(import.meta.dirname, '../../../public/_locales'))
  expect(languages.toSorted()).toEqual(['browser', ...folders].sort())
  for (const [folder, { language }] of Object.entries({ en, de, ja })) expect(language.message).toBe(folder)
})

test('every page is looked at in every language', () => {
  const files = readdirSync(resolve(import.meta.dirname, '../../e2e/languages'))
  const foreign = Object.keys(catalogues).filter((lang) => lang !== 'en')
  expect(files.toSorted()).toEqual(foreign.map((lang) => `${lang}.test.ts`).sort())
})

test('what may be the same is the same somewhere', () => {
  const same = Object.keys(SAME).filter((name) =>
    translations.some(([, catalogue]) => catalogue[name]?.message === english[name]?.message),
  )
  expect(same).toEqual(Object.keys(SAME))
})

describe('the English messages', () => {
  test('say of each key of the policy what the schema for operators says', () => {
    const said = Object.keys(policyKeys).map((key) => [
      key,
      english[`policyKey_${key}`]?.message,
      english[`policyKeyHint_${key}`]?.message,
    ])
    expect(said).toEqual(
      Object.entries(policyKeys).map(([key, { title, description }]) => [key, title, description]),
    )
  })

  test('come in the forms that numbers ask for', () => {
    expect([...names].sort()).toEqual(neededIn('en'))
  })

  test('are told apart by more than capital letters, which browsers do not look at', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z]\w*$/i.test(name))).toEqual([])
  })

  test('say to translators what each is for, and what stands in its places', () => {
    const silent = names.filter((name) => (english[name]?.description ?? '').length < 10)
    const places = Object.entries<Catalogue[string]>(english).flatMap(([name, { placeholders = {} }]) =>
      Object.entries(placeholders).map(([place, its]) => ({ name, place, its })),
    )
    expect(silent).toEqual([])
    expect(places.filter(({ its }) => !('example' in its))).toEqual([])
  })

  test('number their placeholders by the order of their names, as the code gives the values', () => {
    for (const [name, { placeholders = {} }] of Object.entries<Catalogue[string]>(english)) {
      const sorted = Object.entries(placeholders).sort(([a], [b]) => (a < b ? -1 : 1))
      expect([name, sorted.map(([, { content }]) => content)]).toEqual([
        name,
        sorted.map((_, index) => `$${index + 1}`),
      ])
      expect([name, [...new Set(placedIn(english[name] ?? { message: '' }))]]).toEqual([
        name,
        sorted.map(([place]) => place),
      ])
    }
  })

  test('are all used', () => {
    const literals = literalsIn('src')
    const texts = new Set(literals.filter(({ opens }) => !opens).map(({ text }) => text))
    const openings = literals
      .filter(({ opens }) => opens)
      .map(({ text }) => text.split('\u0000')[0] ?? '')
      .filter((text) => /^\w+_$/.test(text))
    const inManifest = JSON.stringify(manifest)
    const unused = names.filter(
      (name) =>
        !texts.has(name) &&
        !texts.has(name.replace(FORM, '')) &&
        !openings.some((opening) => name.startsWith(opening)) &&
        !inManifest.includes(`__MSG_${name}__`),
    )
    expect(unused).toEqual([])
  })
})

test('stores take the description: it is no longer than they allow', () => {
  for (const { extensionDescription } of [en, de, ja]) {
    expect(extensionDescription.message.length).toBeLessThanOrEqual(132)
  }
})

test.each(['popup', 'sign-in', 'managed-login', 'consent', 'options', 'welcome'])(
  'before it is drawn, the page %s shows no words but the name of the extension',
  (page) => {
    const html = readFileSync(resolve(import.meta.dirname, `../../../src/${page}/index.html`), 'utf8')
    expect(html.replace(/<[^>]+>/g, '').trim()).toBe(en.extensionName.message)
  },
)
