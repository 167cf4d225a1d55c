import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoUserSession,
  epochMs,
} from '@cognito-shared-session/cognito-session'
import { verify, verifySession } from '@cognito-shared-session/cognito-session/verify'
import { poolFor, signIn } from '../support/pool-client.ts'

const HOUR = 3_600_000

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterEach(() => pool.close())

function forged(jwt: string, change: (claims: Record<string, unknown>) => object, header?: object): string {
  const [head = '', body = '', signature = ''] = jwt.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  return [header ? part(header) : head, part(change(claims)), signature].join('.')
}

async function signedIn(client: 'web' | 'rotating' = 'rotating', skew = 0) {
  const Pool = poolFor(pool, client, { ports: { now: () => epochMs(pool.clock.now() + skew) } })
  const { session } = await signIn(
    pool,
    Pool,
    'ada',
    client === 'web' ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH',
  )
  return { Pool, session }
}

describe('verify', () => {
  test("accepts what the pool signed, and fetches the pool's keys once", async () => {
    const { Pool, session } = await signedIn()
    await verifySession(session, Pool)
    await verifySession(session, Pool)
    expect(pool.calls.count('jwks')).toBe(1)
  })

  test.each([HOUR, -HOUR])('judges time by the drift of a clock that is %d ms wrong', async (skew) => {
    const { Pool, session } = await signedIn('rotating', skew)
    await verifySession(session, Pool)
    pool.clock.advance(HOUR + 5000)
    await expect(verifySession(session, Pool)).rejects.toMatchObject({ code: 'TokenExpired' })
  })

  test('refuses what was changed on the way', async () => {
    const { Pool, session } = await signedIn()
    const jwt = session.getIdToken().getJwtToken()
    const tampered = forged(jwt, (claims) => ({ ...claims, email: 'eve@example.com' }))
    await expect(verify(new CognitoIdToken({ IdToken: tampered }), Pool)).rejects.toMatchObject({
      code: 'SignatureInvalid',
    })
  })

  test.each([
    ['none', { alg: 'none' }],
    ['HS256', { alg: 'HS256' }],
  ])('refuses the algorithm %s', async (_, header) => {
    const { Pool, session } = await signedIn()
    const jwt = session.getIdToken().getJwtToken()
    const kid: unknown = JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid
    const text = forged(jwt, (claims) => claims, { ...header, kid })
    await expect(verify(new CognitoIdToken({ IdToken: text }), Pool)).rejects.toMatchObject({
      code: 'AlgorithmUnsupported',
    })
  })

  test.each([['', 'garbage', 'a.b.c']])('refuses %o', async (IdToken) => {
    const { Pool } = await signedIn()
    await expect(verify(new CognitoIdToken({ IdToken }), Pool)).rejects.toMatchObject({
      code: 'SignatureInvalid',
    })
  })

  test('refuses a token for another use or another client, and another nonce', async () => {
    const { Pool, session } = await signedIn()
    const swapped = new CognitoIdToken({ IdToken: session.getAccessToken().getJwtToken() })
    const other = poolFor(pool, 'web')
    const failure = { code: 'ClaimsInvalid' }
    await expect(verify(swapped, Pool)).rejects.toMatchObject(failure)
    await expect(verify(session.getIdToken(), other)).rejects.toMatchObject(failure)
    await expect(verify(session.getAccessToken(), other)).rejects.toMatchObject(failure)
    await expect(verify(session.getIdToken(), Pool, { nonce: 'mine' })).rejects.toMatchObject(failure)
  })

  test('refuses a session of two users', async () => {
    const { Pool, session } = await signedIn()
    const { session: bobs } = await signIn(pool, Pool, 'bob', 'USER_PASSWORD_AUTH')
    const mixed = new CognitoUserSession({
      IdToken: session.getIdToken(),
      AccessToken: new CognitoAccessToken({ AccessToken: bobs.getAccessToken().getJwtToken() }),
    })
    await expect(verifySession(mixed, Pool)).rejects.toMatchObject({ code: 'ClaimsInvalid' })
  })

  test('tells that the keys cannot be had from that the signature is wrong, and goes on when they can', async () => {
    const { Pool, session } = await signedIn()
    pool.faults.add({ operation: 'jwks', times: 3, fault: { kind: 'dropBefore' } })
    await expect(verifySession(session, Pool)).rejects.toMatchObject({ code: 'KeysUnreachable' })
    pool.faults.clear()
    pool.faults.add({ operation: 'jwks', fault: { kind: 'unavailableHtml' } })
    await expect(verifySession(session, Pool)).rejects.toMatchObject({ code: 'KeysUnreachable' })
    pool.faults.add({ operation: 'jwks', fault: { kind: 'html' } })
    await expect(verifySession(session, Pool)).rejects.toMatchObject({ code: 'KeysUnreachable' })
    await verifySession(session, Pool)
  })

  test('asks for a new key once, and not for each made-up kid', async () => {
    const { Pool, session } = await signedIn()
    await verifySession(session, Pool)
    const made = (kid: string) => {
      const IdToken = forged(session.getIdToken().getJwtToken(), (claims) => claims, { alg: 'RS256', kid })
      return verify(new CognitoIdToken({ IdToken }), Pool)
    }
    for (const kid of ['a', 'b', 'c']) await expect(made(kid)).rejects.toMatchObject({ code: 'KeyUnknown' })
    expect(pool.calls.count('jwks')).toBe(2)
    pool.clock.advance(10_000)
    await expect(made('d')).rejects.toMatchObject({ code: 'KeyUnknown' })
    expect(pool.calls.count('jwks')).toBe(3)
    await verifySession(session, Pool)
  })
})
