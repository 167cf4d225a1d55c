import fc from 'fast-check'
import { expect, test } from 'vitest'
import { branchOf, holds, opensAt, wordsIn } from '../../../src/claims/json-branch.ts'

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

/** Lists within lists, with a word in the innermost. */
function deep(levels: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

/** How many levels a search opens, one in the other. */
function opened(value: unknown, search: string): number {
  let depth = 0
  let inner = value
  while (Array.isArray(inner) && opensAt(depth, undefined, inner, wordsIn(search))) {
    inner = inner[0]
    depth += 1
  }
  return depth
}

test.each(['e', 'deep', 'bottom', ''])(
  'what is too deep to be written holds no “%s”, and stays folded',
  (word) => {
    expect(holds(undefined, deep(100_000), wordsIn(word))).toBe(false)
    expect(opened(deep(100_000), word)).toBe(2)
  },
)

test('a member whose value cannot be written is still found by its name', () => {
  expect(holds('abyss', deep(100_000), ['aby'])).toBe(true)
})

test('a search opens what it finds, but no more levels than a page can draw at once', () => {
  expect(opened(deep(40), 'bottom')).toBe(40)
  expect(opened(deep(2000), 'bottom')).toBe(50)
  expect(opened(deep(40), '')).toBe(2)
})

test('a search does not find the spaces and line ends of a layout', () => {
  expect(holds('plan', { tier: 1 }, ['\n '])).toBe(false)
})
