import { expect, test } from 'vitest'
import { compared, countedBy, foundIn } from '../../../src/claims/compared.ts'

test('what differs comes first, then what one token has alone, then the rest, each in reading order', () => {
  const id = { iss: 'i', sub: 's', aud: 'c', token_use: 'id', email: 'e', jti: '1', groups: ['a'] }
  const access = { iss: 'i', sub: 's', client_id: 'c', token_use: 'access', jti: '2', groups: ['a'] }
  expect(compared(id, access).map(({ name, state }) => `${name} ${state}`)).toEqual([
    'token_use different',
    'jti different',
    'email first',
    'aud first',
    'client_id second',
    'sub same',
    'iss same',
    'groups same',
  ])
})

test('a claim that holds null is there, and an inherited name is not', () => {
  expect(compared({ a: null }, {})).toEqual([{ name: 'a', state: 'first' }])
  expect(compared({ constructor: 1 }, {})).toEqual([{ name: 'constructor', state: 'first' }])
})

test('a search finds a claim by what either token says of it', () => {
  const before = { plan: 'silver', email: 'e', sub: 's' }
  const now = { plan: 'gold', email: 'e', added: 'silverware' }
  expect([...foundIn(before, now, 'silver')].sort()).toEqual(['added', 'plan'])
  expect([...foundIn(before, now, 'gold')]).toEqual(['plan'])
  expect(foundIn(before, now, '').size).toBe(4)
})

test('what changed between two tokens is counted', () => {
  const rows = compared({ a: 1, b: [1], gone: 0 }, { a: 2, b: [1], fresh: 1, too: 2 })
  const counts = (['different', 'first', 'second', 'same'] as const).map((state) => countedBy(rows, state))
  expect(counts).toEqual([1, 1, 2, 1])
})
