import { describe, expect, test } from 'vitest'
import { MemoryStorage } from '@cognito-shared-session/cognito-session'
import { driftInSeconds, importSession } from '@cognito-shared-session/cognito-session/import'
import { jwt, startSeconds } from '../support/tokens.ts'
import { World } from '../support/world.ts'

const prefix = 'CognitoIdentityServiceProvider.client1'
const common = {
  sub: 'sub-ann',
  iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool1',
  iat: startSeconds,
  exp: startSeconds + 3600,
}
const idClaims = { ...common, aud: 'client1', token_use: 'id' }
const accessClaims = { ...common, client_id: 'client1', token_use: 'access' }

function stored(
  rest: Record<string, string> = {},
  id: object = idClaims,
  access: object = accessClaims,
): MemoryStorage {
  const storage = new MemoryStorage()
  storage.setItem(`${prefix}.LastAuthUser`, 'ann')
  const items = {
    idToken: jwt(id),
    accessToken: jwt(access),
    refreshToken: 'refresh-1',
    clockDrift: '0',
    ...rest,
  }
  for (const [kind, value] of Object.entries(items)) storage.setItem(`${prefix}.ann.${kind}`, value)
  return storage
}

describe('a stored session', () => {
  test('of the old library is imported, drift in seconds', async () => {
    const found = await importSession(new World().pool(), stored({ clockDrift: '3600' }))
    expect(found?.username).toBe('ann')
    expect(found?.session.getClockDrift()).toBe(3600)
    expect(found?.session.getRefreshToken()?.getToken()).toBe('refresh-1')
    expect(found?.keys).toContain(`${prefix}.ann.refreshToken`)
  })

  test.each([
    [{ clockDrift: '-3600000' }, undefined, 3600],
    [{ clockDrift: '-1312', signInDetails: '{}' }, undefined, 1],
    [{ clockDrift: '-1312' }, 'amplify', 1],
    [{ clockDrift: '-1312' }, 'amazon-cognito-identity-js', -1312],
  ] as const)(
    'of Amplify v6 is imported, drift in milliseconds and the other way round: %o by %s',
    async (rest, source, drift) => {
      const options = source === undefined ? {} : { source }
      const found = await importSession(new World().pool(), stored(rest), options)
      expect(found?.session.getClockDrift()).toBe(drift)
    },
  )

  test('goes on as ours, and its keys can be removed', async () => {
    const world = new World()
    const site = stored()
    const found = await importSession(world.pool(), site, { username: 'ann' })
    if (!found) throw new Error('Nothing was found.')
    await world.user(found.username).setSignInUserSession(found.session)
    for (const key of found.keys) site.removeItem(key)
    expect(await importSession(world.pool(), site)).toBeNull()
    expect(world.stored()).toMatchObject({ state: 'signedIn', refreshToken: 'refresh-1' })
  })

  test.each([
    ['of two users', idClaims, { ...accessClaims, sub: 'sub-eve' }],
    ['of another pool', { ...idClaims, iss: 'https://x/eu-west-1_Other' }, accessClaims],
    ['of another client', { ...idClaims, aud: 'client2' }, accessClaims],
    ['of another client, by the access token', idClaims, { ...accessClaims, client_id: 'client2' }],
    ['of two sign-ins', idClaims, { ...accessClaims, iat: startSeconds - 3600 }],
    [
      'of the future',
      { ...idClaims, iat: startSeconds + 90_000 },
      { ...accessClaims, iat: startSeconds + 90_000 },
    ],
    ['of another age', { ...idClaims, iat: 5 }, { ...accessClaims, iat: 5 }],
    ['without a subject', { ...idClaims, sub: undefined }, { ...accessClaims, sub: undefined }],
  ])('%s is refused', async (_, id, access) => {
    await expect(importSession(new World().pool(), stored({}, id, access))).rejects.toMatchObject({
      code: 'ClaimsInvalid',
    })
  })

  test('that is not there is null', async () => {
    const pool = new World().pool()
    expect(await importSession(pool, new MemoryStorage())).toBeNull()
    expect(await importSession(pool, stored({ idToken: '' }))).toBeNull()
    expect(await importSession(pool, stored(), { username: 'bob' })).toBeNull()
  })
})

test.each([
  [undefined, 0],
  ['', 0],
  ['NaN', 0],
  ['12.9', 12],
  ['-61', -61],
  ['5000', -5],
  ['999999999999', 0],
])('a drift of %o is %d seconds', (text, seconds) => {
  expect(driftInSeconds(text)).toBe(seconds)
})
