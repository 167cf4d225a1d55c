import { beforeEach, expect, test } from 'vitest'
import { systemRandom } from '../../src/defaults.ts'
import { refreshHistory } from '../../src/refresh-history.ts'
import { defaultSettings } from '../../src/store/client.ts'
import type { Client } from '../../src/store/client.ts'
import { RefreshTokens } from '../../src/store/refresh-tokens.ts'

const plain: Client = { ...defaultSettings, name: 'plain', id: 'plain', secret: undefined }
const rotating = (graceSeconds: number): Client => ({ ...plain, rotation: { graceSeconds } })

let tokens: RefreshTokens
let first: string
beforeEach(() => {
  tokens = new RefreshTokens(systemRandom)
  const family = tokens.open({ clientId: 'plain', sub: 'ada', authTime: 1, scope: 's' })
  first = tokens.issue(family, 1000, 100_000)
})

function use(token: string, client: Client, now: number): string | undefined {
  return tokens.use(tokens.usable(token, client, now), client, now)
}

function family(): ReturnType<typeof refreshHistory> {
  const [only] = tokens.families()
  if (only === undefined) throw new Error('no family')
  return refreshHistory(only)
}

test('without rotation a token serves again and again', () => {
  expect(use(first, plain, 2000)).toBeUndefined()
  expect(use(first, plain, 99_999)).toBeUndefined()
  expect(family().tokens[0]).toMatchObject({ successes: 2, reuses: 0 })
})

test('a token is opaque, in five parts, and not kept', () => {
  expect(first.split('.')).toHaveLength(5)
  expect(JSON.stringify(tokens.families())).not.toContain(first.slice(100, 140))
})

test.each([
  ['expired', 100_000, 'Refresh Token has expired'],
  ['not expired a moment before', 99_999, undefined],
])('it is %s at %d', (_, now, message) => {
  if (message === undefined) expect(() => use(first, plain, now)).not.toThrow()
  else expect(() => use(first, plain, now)).toThrow(message)
})

test('a token of another client, or nobody’s, is invalid', () => {
  expect(() => use(first, { ...plain, id: 'other' }, 2000)).toThrow('Invalid Refresh Token')
  expect(() => use('made.up', plain, 2000)).toThrow('Invalid Refresh Token')
})

test('rotation gives a new token that expires with the first', () => {
  const second = use(first, rotating(60), 2000) ?? ''
  expect(second).not.toBe(first)
  const { tokens: history } = family()
  expect(history.map(({ expiresAt }) => expiresAt)).toEqual([100_000, 100_000])
  expect(() => use(second, rotating(60), 3000)).not.toThrow()
})

test.each([
  [60, 2000 + 59_999, true],
  [60, 2000 + 60_000, false],
  [1, 2999, true],
  [1, 3000, false],
  [0, 2000, false],
])('with a grace of %d s a token rotated at 2000 serves at %d: %s', (grace, now, serves) => {
  use(first, rotating(grace), 2000)
  if (serves) expect(use(first, rotating(grace), now)).toBeTypeOf('string')
  else expect(() => use(first, rotating(grace), now)).toThrow('Refresh token has been rotated')
})

test('the grace counts from the first use, not the last', () => {
  use(first, rotating(60), 2000)
  use(first, rotating(60), 50_000)
  expect(() => use(first, rotating(60), 62_000)).toThrow('Refresh token has been rotated')
  expect(family().tokens[0]).toMatchObject({ rotatedAt: 2000, successes: 2, reuses: 1 })
})

test('revoking ends every token of the sign-in, and no other sign-in', () => {
  const other = tokens.issue(
    tokens.open({ clientId: 'plain', sub: 'ada', authTime: 2, scope: 's' }),
    1000,
    100_000,
  )
  const second = use(first, rotating(60), 2000) ?? ''
  const known = tokens.find(first)
  if (known !== undefined) tokens.revoke(known.family, 3000)
  expect(() => use(first, plain, 4000)).toThrow('Refresh Token has been revoked')
  expect(() => use(second, plain, 4000)).toThrow('Refresh Token has been revoked')
  expect(() => use(other, plain, 4000)).not.toThrow()
  expect(family()).toMatchObject({ revoked: true })
})

test('signing out everywhere ends every sign-in of that user', () => {
  const bobs = tokens.issue(
    tokens.open({ clientId: 'plain', sub: 'bob', authTime: 2, scope: 's' }),
    1000,
    100_000,
  )
  tokens.revokeAllOf('ada', 2000)
  expect(() => use(first, plain, 3000)).toThrow('Refresh Token has been revoked')
  expect(() => use(bobs, plain, 3000)).not.toThrow()
})
