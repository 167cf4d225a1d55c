import { say } from '../words/say.ts'

/** One stretch of a text: as it is, or one character that would act, or hide, without being seen. */
export type Stretch = { kind: 'plain'; text: string } | { kind: 'unseen'; codePoint: string; name: string }

/**
 * Controls, formats (bidi overrides, zero-width characters, tags), lone surrogates, line and paragraph
 * separators, the empty Braille pattern, and what Unicode says may be drawn as nothing (Hangul fillers, say);
 * but not the sixteen variation selectors that emoji are written with.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800]|(?![\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}/gu

/** As Unicode calls them, in every language. */
const NAMES: Record<string, string> = {
  '0009': 'tab',
  '000A': 'line feed',
  '000D': 'carriage return',
  '0000': 'null',
  '00AD': 'soft hyphen',
  '061C': 'Arabic letter mark',
  '200B': 'zero-width space',
  '200C': 'zero-width non-joiner',
  '200D': 'zero-width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '2028': 'line separator',
  '2029': 'paragraph separator',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'end of embedding or override',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first-strong isolate',
  '2069': 'end of isolate',
  FEFF: 'zero-width no-break space',
}

/**
 * Cuts a text that somebody else wrote into what can be drawn as it is and what must be named to be seen.
 *
 * @example visibleText('a\u202Eb') // plain 'a', unseen U+202E, plain 'b'
 */
export function visibleText(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let drawn = 0
  for (const match of text.matchAll(UNSEEN)) {
    if (joinsLetters(text, match)) continue
    if (match.index > drawn) stretches.push({ kind: 'plain', text: text.slice(drawn, match.index) })
    stretches.push(unseen(match[0]))
    drawn = match.index + match[0].length
  }
  if (drawn < text.length) stretches.push({ kind: 'plain', text: text.slice(drawn) })
  return stretches
}

/** The same for a text in JSON: what would not be seen is written as JSON's own escape, so it stays JSON. */
export function visibleJson(json: string): string {
  return json.replaceAll(UNSEEN, (character) => (character === '\n' ? character : escaped(character)))
}

/** The first `length` characters, never half of one. */
export function firstOf(text: string, length: number): string {
  const cut = text.slice(0, length)
  return text.length > length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

function unseen(character: string): Stretch {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { kind: 'unseen', codePoint: `U+${hex}`, name: NAMES[hex] ?? say('unseenCharacter') }
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')
}

const JOINED = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|(?![\p{ASCII}])[\p{L}\p{M}]/u

/** Zero-width joiners have an honest use inside an emoji and between letters of, say, Persian or Hindi. */
function joinsLetters(text: string, match: RegExpExecArray): boolean {
  if (match[0] !== '\u200C' && match[0] !== '\u200D') return false
  const before = Array.from(text.slice(Math.max(0, match.index - 2), match.index)).at(-1) ?? ''
  const after = Array.from(text.slice(match.index + 1, match.index + 3))[0] ?? ''
  return JOINED.test(before) && JOINED.test(after)
}
