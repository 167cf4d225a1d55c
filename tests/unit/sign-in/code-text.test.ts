import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeIn } from '../../../src/sign-in/code-text.ts'

describe('a code', () => {
  test.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123-456\n', '123456'],
    ['1234 5678', '12345678'],
    ['123\u00a0456', '123456'],
    ['１２３４５６', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['𝟎𝟗𝟖𝟕𝟔𝟓', '098765'],
    ['  AB-12 cd ', 'AB-12 cd'],
    ['', ''],
    ['   ', ''],
  ])('that was pasted as %j is %j', (pasted, code) => {
    expect(codeIn(pasted)).toBe(code)
  })

  test('of digits survives whatever spaces are put into it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('', ' ', '-', '\t'))),
        (parts) => {
          const digits = parts.map(([digit]) => digit).join('')
          expect(codeIn(parts.map((part) => part.join('')).join(''))).toBe(digits)
        },
      ),
    )
  })
})
