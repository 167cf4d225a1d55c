import { describe, expect, test } from 'vitest'
import { CognitoUser, CognitoUserPool } from '@cognito-shared-session/cognito-session'
import { sessionWith } from '../support/tokens.ts'
import { World } from '../support/world.ts'

const ids = { UserPoolId: 'eu-west-1_AbCdEfGhI', ClientId: 'client1' }

describe('a user pool', () => {
  test('tells its id, its name without the region, and its client', () => {
    const pool = new CognitoUserPool(ids)
    expect(pool.getUserPoolId()).toBe('eu-west-1_AbCdEfGhI')
    expect(pool.getUserPoolName()).toBe('AbCdEfGhI')
    expect(pool.getClientId()).toBe('client1')
  })

  test.each([
    [{ ...ids, ClientId: '' }, 'Both UserPoolId and ClientId are required.'],
    [{ ...ids, UserPoolId: '' }, 'Both UserPoolId and ClientId are required.'],
    [{ ...ids, UserPoolId: 'eu-west-1' }, 'Invalid UserPoolId format.'],
    [{ ...ids, UserPoolId: 'eu-west-1_a/b' }, 'Invalid UserPoolId format.'],
    [{ ...ids, UserPoolId: `eu-west-1_${'a'.repeat(46)}` }, 'Invalid UserPoolId format.'],
  ])('is not made of %o', (data, message) => {
    expect(() => new CognitoUserPool(data)).toThrow(new Error(message))
  })

  test('takes localStorage, or any synchronous storage, as it is', async () => {
    const items = new Map<string, string>()
    const local = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
      clear: () => items.clear(),
    }
    const world = new World(local)
    await world.user().setSignInUserSession(sessionWith())
    expect([...items.keys()].sort()).toEqual([
      'CognitoSession.eu-west-1_Pool1.client1.lastUser',
      'CognitoSession.eu-west-1_Pool1.client1.session.ann',
    ])
    expect(world.pool().getCurrentUser()?.getUsername()).toBe('ann')
    expect((await new World(local).user().getSession()).isValidAt(world.ports.now())).toBe(true)
  })
})

test('a user needs a name and a pool of this library', () => {
  const Pool = new CognitoUserPool(ids)
  const missing = new Error('Username and Pool information are required.')
  // @ts-expect-error no name
  expect(() => new CognitoUser({ Pool })).toThrow(missing)
  // @ts-expect-error no pool
  expect(() => new CognitoUser({ Username: 'ann' })).toThrow(missing)
  // @ts-expect-error another library's pool
  expect(() => new CognitoUser({ Username: 'ann', Pool: { getClientId: () => 'client1' } })).toThrow(
    new Error('Pool must be a CognitoUserPool of this library.'),
  )
})
