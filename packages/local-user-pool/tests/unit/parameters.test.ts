import { expect, test } from 'vitest'
import { Parameters } from '../../src/parameters.ts'

const parameters = new Parameters({
  Text: 'a',
  Empty: '',
  Number: 3,
  Null: null,
  Map: { In: 'b' },
  List: [1],
  Yes: true,
})

test('members are read by type', () => {
  expect(parameters.required('Text')).toBe('a')
  expect(parameters.optional('Null')).toBeUndefined()
  expect(parameters.map('Map').entry('In')).toBe('b')
  expect(parameters.map('Absent').names()).toEqual([])
  expect(parameters.list('List')).toEqual([1])
  expect(parameters.number('Number')).toBe(3)
  expect(parameters.boolean('Yes')).toBe(true)
})

test.each([
  [
    'an absent member',
    () => parameters.required('ClientId'),
    "Value null at 'clientId' failed to satisfy constraint: Member must not be null",
  ],
  ['an empty member', () => parameters.required('Empty'), "Value null at 'empty'"],
  ['an absent entry', () => parameters.entry('USERNAME'), 'Missing required parameter USERNAME'],
  ['a number for a text', () => parameters.required('Number'), 'Invalid type of parameter number'],
  ['a text for a map', () => parameters.map('Text'), 'Invalid type of parameter text'],
  ['a map for a list', () => parameters.list('Map'), 'Invalid type of parameter map'],
])('%s is refused', (_, read, message) => {
  expect(read).toThrow(message)
})

test.each(['', '{', '[]', 'null', '"text"', '3'])('the body %s is no request', (body) => {
  expect(() => Parameters.parse(body)).toThrow('The request body is not JSON.')
})
