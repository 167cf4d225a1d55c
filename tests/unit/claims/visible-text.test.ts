import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstOf, visibleJson, visibleText } from '../../../src/claims/visible-text.ts'

/** What is drawn, with names in brackets for what would not be seen. */
function drawn(text: string): string {
  return visibleText(text)
    .map((stretch) => (stretch.kind === 'plain' ? stretch.text : `[${stretch.codePoint}]`))
    .join('')
}

describe('a text from outside', () => {
  test.each([
    ['plain words stay', 'Ada Lovelace', 'Ada Lovelace'],
    ['a right-to-left override is named', 'Ada\u202Egnp.live', 'Ada[U+202E]gnp.live'],
    ['isolates are named', '\u2066Admins\u2069', '[U+2066]Admins[U+2069]'],
    ['a zero-width space is named', 'Ed\u200Bitors', 'Ed[U+200B]itors'],
    ['control characters are named', 'a\u0000b\u0007c\u007Fd\u0085', 'a[U+0000]b[U+0007]c[U+007F]d[U+0085]'],
    ['line ends are named', 'a\nb\u2028c', 'a[U+000A]b[U+2028]c'],
    ['half a character is named', 'a\uD800b', 'a[U+D800]b'],
    ['letters that draw as nothing are named', '\u3164\u115F\u2800', '[U+3164][U+115F][U+2800]'],
    ['tags, which can carry a hidden text, are named', 'x\u{E0041}', 'x[U+E0041]'],
    ['a joiner between Latin letters is named', 'ad\u200Dmin', 'ad[U+200D]min'],
    ['a joiner within an emoji stays', '👩‍👧 ❤️', '👩‍👧 ❤️'],
    ['a non-joiner between Persian letters stays', 'می‌خواهم', 'می‌خواهم'],
    ['Arabic stays', 'مرحبا', 'مرحبا'],
    ['markup is text like any other', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%s', (_, text, expected) => {
    expect(drawn(text)).toBe(expected)
  })

  test('whatever it is, no bidi control or zero-width space reaches what is drawn', () => {
    const nasty = fc.constantFrom(
      '\u202A',
      '\u202E',
      '\u2066',
      '\u2069',
      '\u200B',
      '\uFEFF',
      '\u0000',
      'a',
      'é',
      '漢',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' }))), (parts) => {
        expect(drawn(parts.join(''))).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u)
      }),
    )
  })

  test('nothing else of it is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const back = visibleText(text).map((stretch) =>
          stretch.kind === 'plain'
            ? stretch.text
            : String.fromCodePoint(Number.parseInt(stretch.codePoint.slice(2), 16)),
        )
        expect(back.join('')).toBe(text)
      }),
    )
  })
})

test('JSON in which nothing is hidden still says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(visibleJson(JSON.stringify(value, null, 2)))).toEqual(
        JSON.parse(JSON.stringify(value)),
      )
    }),
  )
  expect(visibleJson('"\u202E"')).toBe(String.raw`"\u202e"`)
})

test('the beginning of a text never ends in half a character', () => {
  expect(firstOf('ab👩', 3)).toBe('ab')
  expect(firstOf('ab👩', 4)).toBe('ab👩')
  expect(firstOf('ab', 3)).toBe('ab')
})
