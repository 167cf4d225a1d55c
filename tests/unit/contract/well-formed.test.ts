import fc from 'fast-check'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { MAX_SIZE, wellFormed } from '../../../src/contract/well-formed.ts'

const deep = (levels: number): unknown => (levels === 0 ? 1 : { in: deep(levels - 1) })

describe('a message that is plain data', () => {
  test.each<[string, unknown, boolean]>([
    ['a question', { v: 1, id: 'a', method: 'getSession', params: { want: { claims: ['sub'] } } }, true],
    ['an object of another realm', runInNewContext('({ a: [1] })'), true],
    ['nothing', undefined, true],
    ['an own key __proto__', JSON.parse('{"__proto__":{"admin":true}}'), false],
    ['a key constructor, deep inside', { a: { constructor: 1 } }, false],
    ['a depth of six', deep(6), true],
    ['a depth of seven', deep(7), false],
    ['64 KiB of text', 'x'.repeat(MAX_SIZE - 2), true],
    ['a character more', 'x'.repeat(MAX_SIZE - 1), false],
    ['a thousand and one entries', Array.from({ length: 1001 }, () => 1), false],
    ['a function', { a: () => 1 }, false],
    ['a date', { a: new Date(0) }, false],
    ['a map', new Map(), false],
    ['not a number', Number.NaN, false],
    ['a big integer', 1n, false],
  ])('%s', (_, value, expected) => {
    expect(wellFormed(value)).toBe(expected)
  })

  test('never throws, and says yes to all shallow JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const value: unknown = JSON.parse(text)
        const hostile = /"(__proto__|constructor|prototype)":/.test(JSON.stringify(value))
        expect(wellFormed(value)).toBe(!hostile)
      }),
    )
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        expect(typeof wellFormed(value)).toBe('boolean')
      }),
    )
  })
})
