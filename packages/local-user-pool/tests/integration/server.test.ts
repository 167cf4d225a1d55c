import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { movableClock, startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

const exposed = 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date'

describe('CORS', () => {
  test('a preflight allows every origin, POST and the headers asked for', async () => {
    const response = await fetch(pool.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-amz-target',
      },
    })
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-headers': 'content-type,x-amz-target',
      'access-control-allow-methods': 'POST',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposed,
      'access-control-max-age': '172800',
    })
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
    expect(pool.calls.count()).toBe(0)
  })

  test.each(['ok', 'refused'])('an answer that is %s can be read by every origin', async (kind) => {
    const user = kind === 'ok' ? pool.users.ada : { ...pool.users.ada, password: 'wrong' }
    const { headers } = await passwordSignIn({ url: pool.url, client: pool.clients.web, user })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-expose-headers')).toBe(exposed)
  })
})

describe('what is not there', () => {
  test.each([
    ['GET', '/', 404],
    ['GET', '/eu-west-1_Other/.well-known/jwks.json', 404],
    ['PUT', '/', 405],
  ])('%s %s is %d', async (method, path, status) => {
    expect((await fetch(`${pool.url}${path}`, { method })).status).toBe(status)
  })

  test('a body of more than a megabyte is refused', async () => {
    expect((await callApi(pool.url, 'GetUser', 'x'.repeat(1_000_001))).status).toBe(413)
  })
})

describe('calls', () => {
  test('are listed without a secret in them', async () => {
    const { headers } = await callApi(pool.url, 'InitiateAuth', {}, {})
    expect(headers.get('date')).not.toBeNull()
    await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada })
    expect(pool.calls.list()).toEqual([
      { operation: 'InitiateAuth', at: expect.any(Number), outcome: 'InvalidParameterException' },
      {
        operation: 'InitiateAuth',
        at: expect.any(Number),
        clientId: pool.clients.web.id,
        flow: 'USER_PASSWORD_AUTH',
        outcome: 'ok',
      },
    ])
    expect(JSON.stringify(pool.calls.list())).not.toContain(pool.users.ada.password)
  })
})

describe('the clock', () => {
  test('can be given, and moves tokens and the Date header', async () => {
    const clock = movableClock(() => Date.UTC(2031, 0, 1))
    const then = await startUserPool({ clock })
    clock.advance(1500)
    const answer = await passwordSignIn({ url: then.url, client: then.clients.web, user: then.users.ada })
    await then.close()
    const [, payload = ''] = tokensOf(answer).IdToken.split('.')
    const { iat, auth_time: authTime } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect([iat, authTime]).toEqual([Date.UTC(2031, 0, 1) / 1000 + 1, Date.UTC(2031, 0, 1) / 1000 + 1])
    expect(answer.headers.get('date')).toBe('Wed, 01 Jan 2031 00:00:01 GMT')
  })
})

describe('changing things while the pool runs', () => {
  test('lives of tokens, in seconds', async () => {
    pool.setClient('web', { accessTokenSeconds: 600, idTokenSeconds: 900 })
    const answer = await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada })
    expect(answer.json.AuthenticationResult).toMatchObject({ ExpiresIn: 600 })
    expect(pool.clients.web).toMatchObject({ accessTokenSeconds: 600, idTokenSeconds: 900 })
    expect(() => pool.setClient('web', { accessTokenSeconds: 30 })).toThrow(RangeError)
  })

  test('a user’s password, attributes and groups', async () => {
    pool.setUser('bob', { password: 'Another-1', attributes: { nickname: 'Bobby' }, groups: ['readers'] })
    expect(
      (await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.bob })).status,
    ).toBe(400)
    const user = { signInName: 'bob', password: 'Another-1' }
    const { IdToken } = tokensOf(await passwordSignIn({ url: pool.url, client: pool.clients.web, user }))
    const claims = JSON.parse(Buffer.from(IdToken.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({
      nickname: 'Bobby',
      email: 'bob@example.com',
      'cognito:groups': ['readers'],
    })
  })

  test('an unknown name is an error that says so', () => {
    expect(() => pool.disableUser('nobody')).toThrow('The pool has no user nobody.')
    expect(() => pool.isRevoked('a.b.c.d.e')).toThrow('The pool never issued this refresh token.')
  })
})

describe('options', () => {
  test('a seed of one’s own names its users and clients', async () => {
    const seed = {
      users: { eve: { username: 'eve', password: 'Eve-12345' } },
      clients: { app: { id: 'a'.repeat(26) } },
    }
    const own = await startUserPool({ seed, region: 'us-gov-west-1' })
    const answer = await passwordSignIn({ url: own.url, client: own.clients.app, user: own.users.eve })
    await own.close()
    expect(refusalOf(answer)).toBe('200')
    expect(own.issuer).toBe('https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_LocalDemo')
  })

  test.each([
    [{ poolId: 'nonsense' }, 'nonsense is no pool id. One looks like eu-west-1_LocalDemo.'],
    [
      { poolId: 'eu-west-1_X', region: 'eu-west-2' },
      'The pool id eu-west-1_X is not of the region eu-west-2.',
    ],
  ])('%o is refused', async (options, message) => {
    await expect(startUserPool(options)).rejects.toThrow(message)
  })
})
