import { fetchAuthSession, fetchUserAttributes, getCurrentUser, signIn, signOut } from 'aws-amplify/auth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { configureAmplify, refreshedTokens, storedRefreshToken } from '../support/amplify.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(async () => {
  await signOut().catch(() => undefined)
  await pool.close()
})

type Flow = 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH'

function signInAs(
  name: 'ada' | 'grace' | 'zoe',
  client: 'rotating' | 'web',
  authFlowType: Flow = 'USER_PASSWORD_AUTH',
) {
  configureAmplify(pool, pool.clients[client].id)
  const { signInName: username, password } = pool.users[name]
  return signIn({ username, password, options: { authFlowType } })
}

describe('Amplify, unmodified', () => {
  test.each(['grace', 'zoe'] as const)('signs %s in by SRP', async (name) => {
    expect(await signInAs(name, 'web', 'USER_SRP_AUTH')).toEqual({
      isSignedIn: true,
      nextStep: { signInStep: 'DONE' },
    })
    const { tokens } = await fetchAuthSession()
    expect(tokens?.idToken?.payload.sub).toBe(pool.users[name].sub)
    expect(await getCurrentUser()).toMatchObject({
      username: pool.users[name].username,
      userId: pool.users[name].sub,
    })
    expect((await fetchUserAttributes()).email).toBe(pool.users[name].email)
  })

  test('is refused for a wrong password, in words and by name', async () => {
    configureAmplify(pool, pool.clients.web.id)
    await expect(signIn({ username: 'ada', password: 'wrong' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })
  })

  test('refreshes without rotation, keeping its refresh token', async () => {
    await signInAs('ada', 'web')
    const before = storedRefreshToken()
    const { tokens } = await fetchAuthSession()
    const { access } = await refreshedTokens()
    expect(access).not.toBe(tokens?.accessToken.toString())
    expect(storedRefreshToken()).toBe(before)
    expect(pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('refreshes with rotation, again and again', async () => {
    await signInAs('ada', 'rotating')
    const seen = [storedRefreshToken()]
    for (let round = 0; round < 3; round += 1) {
      await refreshedTokens()
      seen.push(storedRefreshToken())
    }
    expect(new Set(seen).size).toBe(4)
    const [history] = pool.issueHistory()
    expect(history?.tokens.map(({ successes }) => successes)).toEqual([1, 1, 1, 0])
  })

  test('signs out by revoking', async () => {
    await signInAs('grace', 'web')
    const refreshToken = storedRefreshToken()
    await signOut()
    expect(pool.isRevoked(refreshToken)).toBe(true)
  })

  test('signs out everywhere', async () => {
    await signInAs('ada', 'web')
    const refreshToken = storedRefreshToken()
    await signOut({ global: true })
    expect(pool.calls.count('GlobalSignOut')).toBe(1)
    expect(pool.isRevoked(refreshToken)).toBe(true)
  })

  test('asks for a new password when the user must reset', async () => {
    configureAmplify(pool, pool.clients.web.id)
    const step = await signIn({ username: 'rita', password: 'Reset-Rita-7' })
    expect(step.nextStep.signInStep).toBe('RESET_PASSWORD')
  })
})
