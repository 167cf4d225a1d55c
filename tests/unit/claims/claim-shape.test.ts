import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonOf, shapeOf } from '../../../src/claims/claim-shape.ts'

describe('a claim is drawn by what it holds', () => {
  test.each([
    ['exp', 1_773_480_413, { kind: 'time', at: 1_773_480_413_000 }],
    ['updated_at', '1773480413', { kind: 'time', at: 1_773_480_413_000 }],
    ['updated_at', 1_773_480_413_000, { kind: 'time', at: 1_773_480_413_000 }],
    ['exp', 'never', { kind: 'text', text: 'never' }],
    ['exp', 1e300, { kind: 'text', text: '1e+300' }],
    ['exp', -1, { kind: 'text', text: '-1' }],
    ['sub', 1_773_480_413, { kind: 'text', text: '1773480413' }],
    ['email_verified', true, { kind: 'boolean', value: true }],
    ['email_verified', 'true', { kind: 'text', text: 'true' }],
    ['cognito:groups', ['a', 'b'], { kind: 'chips', items: ['a', 'b'] }],
    ['cognito:groups', [], { kind: 'nothing', text: 'empty list' }],
    ['custom:n', [1, true], { kind: 'chips', items: ['1', 'true'] }],
    ['scope', 'openid  email ', { kind: 'chips', items: ['openid', 'email'] }],
    ['name', 'openid email', { kind: 'text', text: 'openid email' }],
    ['name', '', { kind: 'nothing', text: 'empty' }],
    ['name', null, { kind: 'nothing', text: 'null' }],
    ['identities', [{ a: 1 }], { kind: 'json', text: '[\n  {\n    "a": 1\n  }\n]' }],
  ])('%s: %j', (name, value, shape) => {
    expect(shapeOf(name, value)).toEqual(shape)
  })

  test('whatever it is, it has a shape, and a time is a moment that dates can hold', () => {
    const name = fc.constantFrom('exp', 'iat', 'scope', 'updated_at', 'custom:x')
    fc.assert(
      fc.property(name, fc.jsonValue(), (name, value) => {
        const shape = shapeOf(name, value)
        if (shape.kind === 'time') expect(() => new Date(shape.at).toISOString()).not.toThrow()
      }),
    )
  })
})

test('a value nested 200,000 deep is said to be so, not thrown', () => {
  const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))
  expect(jsonOf(deep)).toBe('Nested too deeply to be drawn.')
})
