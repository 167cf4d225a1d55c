import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { amplifyOracle, oldOracle, ourOracle } from '../support/oracles.ts'
import type { Oracle } from '../support/oracles.ts'

let pool: LocalUserPool
beforeEach(async () => {
  // The pool's clock runs with Date, and so do those of all three libraries.
  vi.useFakeTimers({ toFake: ['Date'] })
  pool = await startUserPool({ liftMinimums: true })
})
afterEach(async () => {
  await pool.close()
  vi.useRealTimers()
})

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000)
}

type Life = (oracle: Oracle) => Promise<unknown>

const requests = () => pool.calls.list().map(({ operation, outcome }) => `${operation} ${outcome}`)
const refreshes = () =>
  pool.calls
    .list()
    .filter(
      ({ operation, flow }) => operation === 'GetTokensFromRefreshToken' || flow === 'REFRESH_TOKEN_AUTH',
    ).length

/** Sign-in, valid, expired, refresh, sign-out. */
const plain: Life = async (oracle) => {
  const told: unknown[] = []
  await oracle.signIn('grace')
  told.push(await oracle.username(), await oracle.ask(), await oracle.ask(), refreshes())
  pass(31)
  told.push(await oracle.ask(), refreshes(), await oracle.ask(), refreshes())
  const token = oracle.refreshToken()
  await oracle.signOut()
  told.push(await oracle.ask(), await oracle.username(), pool.isRevoked(token), requests().at(-1))
  return told
}

const revoked: Life = async (oracle) => {
  await oracle.signIn('ada')
  pool.revokeTokens('ada')
  const living = await oracle.ask()
  pass(31)
  return [living, await oracle.ask(), await oracle.ask()]
}

const wrongClock: Life = async (oracle) => {
  pool.clock.advance(-3_600_000)
  await oracle.signIn('ada')
  const told = [await oracle.ask(), refreshes()]
  pass(31)
  told.push(await oracle.ask(), refreshes())
  pool.clock.advance(7_200_000)
  pass(31)
  told.push(await oracle.ask(), refreshes(), await oracle.ask(), refreshes())
  return told
}

const rotating: Life = async (oracle) => {
  await oracle.signIn('ada')
  const tokens = [oracle.refreshToken()]
  for (let round = 0; round < 5; round += 1) {
    pass(31)
    await oracle.ask()
    tokens.push(oracle.refreshToken())
  }
  const uses = pool.issueHistory()[0]?.tokens.map(({ successes, reuses }) => [successes, reuses])
  return [new Set(tokens).size, uses, await oracle.ask()]
}

const signInAgain: Life = async (oracle) => {
  await oracle.signIn('ada')
  await oracle.signOut()
  await oracle.signIn('bob')
  return [await oracle.username(), await oracle.ask()]
}

/** Runs a life against a pool of its own. */
async function lived(life: Life, make: (pool: LocalUserPool) => Oracle): Promise<unknown> {
  await pool.close()
  pool = await startUserPool({ liftMinimums: true })
  const result = await life(make(pool))
  return JSON.parse(JSON.stringify(result))
}

describe('the same life with amazon-cognito-identity-js, and with ours', () => {
  test.each<[string, Life]>([
    ['signed in, expired, refreshed, signed out', plain],
    ['with a wrong clock, and another one', wrongClock],
    ['one user after another', signInAgain],
  ])('%s', async (_, life) => {
    const old = await lived(life, (pool) => oldOracle(pool, 'short'))
    expect(JSON.stringify(old)).toContain('"sub":"5a1e7c0a-')
    expect(await lived(life, (pool) => ourOracle(pool, 'short'))).toEqual(old)
  })

  test('revoked: the same, without trying for six seconds', async () => {
    const old = await lived(revoked, (pool) => oldOracle(pool, 'short'))
    expect(await lived(revoked, (pool) => ourOracle(pool, 'short'))).toEqual(old)
    expect(requests().filter((request) => request.includes('NotAuthorized'))).toHaveLength(1)
  })
})

describe('the same life with Amplify, and with ours', () => {
  test.each<[string, Life, 'short' | 'shortRotating']>([
    ['signed in, expired, refreshed, signed out', plain, 'short'],
    ['with rotating refresh tokens', rotating, 'shortRotating'],
    ['one user after another', signInAgain, 'short'],
  ])('%s', async (_, life, client) => {
    const amplify = await lived(life, (pool) => amplifyOracle(pool, client))
    expect(await lived(life, (pool) => ourOracle(pool, client))).toEqual(amplify)
  })
})
