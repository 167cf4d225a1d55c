import { expect, test } from 'vitest'
import { knownClaims, meaningOf } from '../../../src/claims/claim-meaning.ts'
import { matching, rowsOf } from '../../../src/claims/claim-rows.ts'

const claims = {
  exp: 1_773_480_413,
  'custom:department': 'Engines',
  zeta: 1,
  email: 'ada@acme.example',
  alpha: 2,
  sub: 's-1',
}
const names = (search: string) => matching(rowsOf(claims), search).map(({ name }) => name)

test('known claims come in reading order, unknown ones after them as they stand in the token', () => {
  expect(names('')).toEqual(['sub', 'email', 'exp', 'custom:department', 'zeta', 'alpha'])
})

test.each([
  ['EMAIL', ['email']],
  ['engines', ['custom:department']],
  ['acme ada', ['email']],
  ['token ends', ['exp']],
  ['2026-03', ['exp']],
  ['nothing like it', []],
])('a search for “%s” looks in names, values and meanings', (search, found) => {
  expect(names(search)).toEqual(found)
})

test('ten thousand claims are searched', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`custom:c${at}`, `value ${at}`]))
  expect(matching(rowsOf(many), 'value 9999')).toHaveLength(1)
})

test('a claim named like a member of Object is only a claim', () => {
  const hostile: Record<string, unknown> = JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}')
  expect(rowsOf(hostile).map(({ name, meaning }) => [name, meaning])).toEqual([
    ['__proto__', undefined],
    ['constructor', undefined],
    ['toString', undefined],
  ])
})

test('claims that a pool defines itself are known by their prefix', () => {
  expect(meaningOf('custom:department')).toMatch(/defines itself/)
  expect(meaningOf('dev:custom:flag')).toMatch(/developers/)
  expect(meaningOf('https://acme.example/plan')).toBeUndefined()
})

test.each(knownClaims)('what the claim %s means is a sentence', (name) => {
  expect(meaningOf(name)).toMatch(/^[A-Z].+\.$/)
})
