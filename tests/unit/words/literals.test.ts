import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { literalsIn, type Literal } from '../../support/words/literals.ts'

/** The rooms whose words all come from the messages. */
const spoken = [
  'src/popup',
  'src/sign-in',
  'src/managed-login',
  'src/consent',
  'src/controls',
  'src/claims',
  'src/content',
  'src/options',
  'src/welcome',
  'src/words',
]

/** The rooms that have no words to translate. */
const others: Readonly<Record<string, string>> = {
  'src/background': 'what programs tell programmers',
  'src/browser': 'what programs tell programmers, and what browsers say',
  'src/contract': 'what programs tell programmers',
}

/** Attributes that hold no words. */
const TECHNICAL = new Set([
  'class',
  'd',
  'viewBox',
  'transform',
  'stroke-dasharray',
  'id',
  'key',
  'href',
  'aria-describedby',
  'aria-labelledby',
])

/** What looks like words, and why it is none that needs translating. */
const ALLOWED: Readonly<Record<string, string>> = {
  Amazon: 'a name',
  Apple: 'a name',
  Facebook: 'a name',
  Google: 'a name',
  Esc: 'a key',
  Escape: 'a key',
  End: 'a key',
  Home: 'a key',
  JSON: 'a name',
  'cognito-shared-session bridge': 'said between scripts',
  'openid email profile aws.cognito.signin.user.admin': 'scopes',
  'video, iframe, img, canvas, object, embed': 'a selector',
  'Not a question that a page can ask, or larger than 64 KiB.': 'told to a page’s programmer',
  'The extension did not answer. Try again.': 'told to a page’s programmer',
  ...Object.fromEntries(
    [
      'The browser gave no passkey.',
      'It is no address.',
      'It came to another address.',
      'It came in the fragment of the address.',
      'It has no code, or more than one.',
      'It could not be read.',
    ].map((text) => [text, 'details for whoever runs the user pool, in English as Cognito’s own']),
  ),
}

/** Two words beside each other, or one with a capital letter, as a button has it. */
const WORDS = /\p{L}{2,}['’]?[,;:.]? \p{L}{2,}|^\p{Lu}\p{Ll}+[….?!:]?$/u

/** Names that Unicode gives to characters. */
const UNICODE = 'src/claims/visible-text.ts'

function isWords({ file, text, place, attribute }: Literal): boolean {
  if (ALLOWED[text.trim()] !== undefined || file === UNICODE) return false
  if (place === 'tags') return /\p{L}/u.test(text)
  return WORDS.test(text) && !(place === 'attribute' && TECHNICAL.has(attribute ?? ''))
}

test.each(spoken)('in %s no words stand in the code', (room) => {
  const words = literalsIn(room).filter(isWords)
  expect(words.map(({ file, text }) => `${file}: ${text.trim()}`)).toEqual([])
})

test('every room is among those, or among the others', () => {
  const rooms = readdirSync(resolve(import.meta.dirname, '../../../src')).map((name) => `src/${name}`)
  expect([...spoken, ...Object.keys(others)].sort()).toEqual(rooms.sort())
})
