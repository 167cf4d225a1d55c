import { afterEach, beforeEach, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
let tokens: ReturnType<typeof tokensOf>
beforeEach(async () => {
  pool = await startUserPool({ liftMinimums: true })
  tokens = tokensOf(await passwordSignIn({ url: pool.url, client: pool.clients.short, user: pool.users.ada }))
})
afterEach(() => pool.close())

async function getUser(AccessToken: string): Promise<string> {
  return refusalOf(await callApi(pool.url, 'GetUser', { AccessToken }))
}

/** The same claims under a signature that the pool did not make. */
function forged(jwt: string, change: (claims: Record<string, unknown>) => Record<string, unknown>): string {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return [header, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.')
}

test('an access token serves until its last second', async () => {
  expect(await getUser(tokens.AccessToken)).toBe('200')
  pool.clock.advance(28_000)
  expect(await getUser(tokens.AccessToken)).toBe('200')
  pool.clock.advance(2000)
  expect(await getUser(tokens.AccessToken)).toBe('NotAuthorizedException: Access Token has expired')
})

test('a forged access token is refused', async () => {
  const later = forged(tokens.AccessToken, (claims) => ({ ...claims, exp: 9_999_999_999 }))
  expect(await getUser(later)).toBe('NotAuthorizedException: Invalid Access Token')
  const [, payload = ''] = tokens.AccessToken.split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
  expect(await getUser(none)).toBe('NotAuthorizedException: Invalid Access Token')
  expect(await getUser('not.a.jwt')).toBe('NotAuthorizedException: Invalid Access Token')
  expect(await getUser('nothing')).toBe('NotAuthorizedException: Invalid Access Token')
})

test('an ID token is no access token', async () => {
  expect(await getUser(tokens.IdToken)).toBe('NotAuthorizedException: Invalid Access Token')
})

test('another pool’s access token is refused', async () => {
  const other = await startUserPool({ poolId: 'eu-west-1_Other' })
  const answer = await passwordSignIn({ url: other.url, client: other.clients.web, user: other.users.ada })
  await other.close()
  expect(await getUser(tokensOf(answer).AccessToken)).toBe('NotAuthorizedException: Invalid Access Token')
})

test('an access token dies with its user', async () => {
  pool.disableUser('ada')
  expect(await getUser(tokens.AccessToken)).toBe('NotAuthorizedException: User is disabled.')
  pool.enableUser('ada')
  expect(await getUser(tokens.AccessToken)).toBe('200')
  pool.deleteUser('ada')
  expect(await getUser(tokens.AccessToken)).toBe('UserNotFoundException: User does not exist.')
})

test('GlobalSignOut ends every sign-in of the user, with or without token revocation', async () => {
  const other = tokensOf(
    await passwordSignIn({ url: pool.url, client: pool.clients.noRevocation, user: pool.users.ada }),
  )
  const bobs = tokensOf(
    await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.bob }),
  )
  const { AccessToken } = tokens
  expect((await callApi(pool.url, 'GlobalSignOut', { AccessToken })).text).toBe('{}')
  expect(await getUser(AccessToken)).toBe('NotAuthorizedException: Access Token has been revoked')
  expect(await getUser(other.AccessToken)).toBe('NotAuthorizedException: Access Token has been revoked')
  expect(await getUser(bobs.AccessToken)).toBe('200')
  expect(pool.isRevoked(tokens.RefreshToken)).toBe(true)
})
