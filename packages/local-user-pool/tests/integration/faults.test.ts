import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { Fault, LocalUserPool } from '../../src/index.ts'
import { callApi, tokensOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
let first: string
beforeEach(async () => {
  pool = await startUserPool()
  const { url } = pool
  first = tokensOf(
    await passwordSignIn({ url, client: pool.clients.rotating, user: pool.users.ada }),
  ).RefreshToken
})
afterEach(() => pool.close())

const operation = 'GetTokensFromRefreshToken'

function refresh(init: RequestInit = {}): Promise<Answer> {
  return callApi(pool.url, operation, { ClientId: pool.clients.rotating.id, RefreshToken: first }, init)
}

/** Whether the pool did what was asked, whatever became of the answer. */
function tookEffect(): boolean {
  return pool.issueHistory()[0]?.tokens.length === 2
}

describe('faults that leave everything as it was', () => {
  test.each<[Fault, number, string]>([
    [{ kind: 'throttled' }, 429, '{"__type":"TooManyRequestsException","message":"Too many requests"}'],
    [{ kind: 'internal' }, 500, '{"__type":"InternalErrorException","message":"Internal Server Error"}'],
    [{ kind: 'unavailableHtml' }, 503, '<h1>Service Unavailable</h1>'],
    [{ kind: 'html' }, 200, '<h1>Please sign in to the network</h1>'],
    [{ kind: 'body', body: 'null' }, 200, 'null'],
    [
      { kind: 'error', type: 'LimitExceededException', message: 'Attempt limit exceeded.' },
      400,
      '"__type":"LimitExceededException"',
    ],
    [{ kind: 'error', type: 'ForbiddenException', message: 'No.', status: 403 }, 403, '"message":"No."'],
  ])('%o', async (fault, status, text) => {
    pool.faults.add({ operation, fault })
    const answer = await refresh()
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
    expect(tookEffect()).toBe(false)
    expect(pool.calls.list().at(-1)).toMatchObject({ operation, outcome: fault.kind })
    expect((await refresh()).status).toBe(200)
  })

  test('throttling can say when to come back', async () => {
    pool.faults.add({ fault: { kind: 'throttled', retryAfterSeconds: 7 } })
    expect((await refresh()).headers.get('retry-after')).toBe('7')
  })

  test('a connection that breaks before the effect', async () => {
    pool.faults.add({ operation, fault: { kind: 'dropBefore' } })
    await expect(refresh()).rejects.toThrow('fetch failed')
    expect(tookEffect()).toBe(false)
  })

  test('silence', async () => {
    pool.faults.add({ operation, fault: { kind: 'hang' } })
    const impatience = new AbortController()
    const hanging = refresh({ signal: impatience.signal })
    await pool.calls.reached(operation, 1)
    impatience.abort()
    await expect(hanging).rejects.toThrow('aborted')
    expect(tookEffect()).toBe(false)
  })
})

describe('faults that lose the answer only', () => {
  test('a connection that breaks after the effect', async () => {
    pool.faults.add({ operation, fault: { kind: 'dropAfter' } })
    await expect(refresh()).rejects.toThrow('fetch failed')
    expect(tookEffect()).toBe(true)
    expect((await refresh()).status).toBe(200)
  })

  test('silence after the effect', async () => {
    pool.faults.add({ operation, fault: { kind: 'hangAfter' } })
    const impatience = new AbortController()
    const hanging = refresh({ signal: impatience.signal })
    await pool.calls.reached(operation, 1)
    expect(tookEffect()).toBe(true)
    impatience.abort()
    await expect(hanging).rejects.toThrow('aborted')
  })

  test('JSON cut in the middle', async () => {
    pool.faults.add({ operation, fault: { kind: 'truncatedJson' } })
    const answer = await refresh()
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^\{"AuthenticationResult":/)
    expect(() => JSON.parse(answer.text)).toThrow(SyntaxError)
    expect(tookEffect()).toBe(true)
  })
})

describe('faults of time', () => {
  test('an answer that comes late, and still comes', async () => {
    pool.faults.add({ operation, fault: { kind: 'latency', ms: 60 } })
    const began = performance.now()
    expect((await refresh()).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(55)
  })

  test('a server whose clock is wrong', async () => {
    pool.faults.add({ operation, fault: { kind: 'wrongClock', ms: 3_600_000 } })
    const answer = await refresh()
    const [, payload = ''] = tokensOf(answer).AccessToken.split('.')
    const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(iat * 1000 - pool.clock.now()).toBeGreaterThan(3_590_000)
    expect(exp - iat).toBe(3600)
    expect(Date.parse(answer.headers.get('date') ?? '') - pool.clock.now()).toBeGreaterThan(3_590_000)
  })
})

test('faults can strike the public documents too', async () => {
  pool.faults.add({ operation: 'jwks', fault: { kind: 'unavailableHtml' } })
  const address = `${pool.url}/${pool.poolId}/.well-known/jwks.json`
  expect((await fetch(address)).status).toBe(503)
  expect((await fetch(address)).status).toBe(200)
  expect(pool.calls.count('jwks')).toBe(2)
})

test('closing the pool ends a call that hangs', async () => {
  const other = await startUserPool()
  other.faults.add({ fault: { kind: 'hang' } })
  const hanging = callApi(other.url, 'GetUser', {})
  const broken = expect(hanging).rejects.toThrow('fetch failed')
  await other.calls.reached('GetUser', 1)
  await other.close()
  await broken
})
