import fc from 'fast-check'
import { expect, test } from 'vitest'
import { branchOf, holds, wordsIn } from '../../../src/claims/json-branch.ts'

test.each([
  [{ a: 1 }, ['{', '}'], [['a', 1]]],
  [
    ['x', null],
    ['[', ']'],
    [
      [undefined, 'x'],
      [undefined, null],
    ],
  ],
])('%j can be folded, each entry apart', (value, brackets, entries) => {
  expect(branchOf(value)).toEqual({ brackets, entries })
})

test.each([[{}], [[]], ['text'], [7], [true], [null], [undefined]])(
  '%j has nothing to fold away',
  (value) => {
    expect(branchOf(value)).toBeUndefined()
  },
)

test('a member named like one of Object is an entry like others', () => {
  expect(branchOf(JSON.parse('{"__proto__":{"a":1}}'))?.entries).toEqual([['__proto__', { a: 1 }]])
})

test('what is folded says the same as the value, at every level', () => {
  const rebuilt = (value: unknown): unknown => {
    const branch = branchOf(value)
    if (branch === undefined) return value
    const entries = branch.entries.map(([name, item]) => [name, rebuilt(item)] as const)
    return branch.brackets[0] === '['
      ? entries.map(([, item]) => item)
      : Object.fromEntries(entries.map(([name, item]) => [name ?? '', item]))
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(rebuilt(value)).toEqual(value)
    }),
  )
})

test.each([
  ['GOLD', true],
  ['plan', true],
  ['silver gold', true],
  ['lead', false],
  ['  ', false],
])('a search for “%s” is found in the name or somewhere below: %s', (search, found) => {
  expect(holds('plan', { tier: [{ metal: 'gold' }] }, wordsIn(search))).toBe(found)
})

test('a value too deep to be written is searched without a throw', () => {
  let deep: unknown = 'bottom'
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(holds('deep', deep, ['deep'])).toBe(true)
})
