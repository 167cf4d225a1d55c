import { describe, expect, test } from 'vitest'
import {
  AuthenticationDetails,
  CognitoRefreshToken,
  MemoryStorage,
} from '@cognito-shared-session/cognito-session'
import type { SessionStorage } from '@cognito-shared-session/cognito-session'
import { sessionWith, startSeconds, tokenPair } from '../support/tokens.ts'
import { json, offline, quiet, refusal, tokens, World } from '../support/world.ts'
import type { Answer } from '../support/world.ts'

const REFRESH = 'GetTokensFromRefreshToken'
const RECORD = 'CognitoSession.eu-west-1_Pool1.client1.session.ann'
const QUEUE = 'CognitoSession.eu-west-1_Pool1.client1.revocations'
const expired = { iat: startSeconds - 7200 }

/** Refuses as many calls as it is told. */
class Flaky extends MemoryStorage {
  reads = 0
  writes = 0

  override getItem(key: string): string | null {
    if (this.reads-- > 0) throw new Error('The disk does not answer.')
    return super.getItem(key)
  }

  override setItem(key: string, value: string): void {
    if (this.writes-- > 0) throw new Error('The disk is full.')
    super.setItem(key, value)
  }
}

/** The same storage, as another realm sees it. */
function elsewhere(storage: SessionStorage): SessionStorage {
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, value),
    removeItem: (key) => storage.removeItem(key),
  }
}

const fresh =
  (world: World, more: object = {}): Answer =>
  (request) =>
    tokens({ ...tokenPair({ iat: Math.floor(world.now / 1000) }), ...more })(request)

describe('a session that was just handed in', () => {
  test.each(['getSession', 'refresh', 'refreshSession'] as const)(
    'expired, is refreshed by %s at once, though nobody waited for the storage',
    async (method) => {
      const world = new World()
      world.answer(REFRESH, fresh(world))
      const user = world.user()
      const session = sessionWith(expired)
      void user.setSignInUserSession(session)
      const refreshed = await (method === 'refreshSession'
        ? user.refreshSession(session.getRefreshToken())
        : user[method]())
      expect(refreshed.isValidAt(world.ports.now())).toBe(true)
      expect(world.count(REFRESH)).toBe(1)
    },
  )

  test('while somebody was reading is what that reader gets, and never leaves the memory', async () => {
    const world = new World()
    const user = world.user()
    const asked = user.getSession()
    const session = sessionWith()
    void user.setSignInUserSession(session)
    const seen: unknown[] = []
    for (let turn = 0; turn < 30; turn += 1) {
      seen.push(user.getSignInUserSession())
      await Promise.resolve()
    }
    expect(new Set(seen)).toEqual(new Set([session]))
    expect(await asked).toBe(session)
  })

  test('and signed out of at once, offline, after an earlier sign-out, is still to be revoked', async () => {
    const world = new World()
    world.answer('RevokeToken', json({}))
    const user = world.user()
    await user.setSignInUserSession(sessionWith())
    await user.signOut()
    world.answer('RevokeToken', offline)
    void user.setSignInUserSession(sessionWith({ refreshToken: 'refresh-2' }))
    await user.signOut()
    expect(world.item(QUEUE)).toContain('refresh-2')
  })

  test('with odd claims is stored as a record that can be read again', async () => {
    const world = new World()
    const session = sessionWith({ sub: Object(42), drift: Number.NaN })
    await world.user().setSignInUserSession(session)
    const next = world.user('ann', { Storage: elsewhere(world.storage) })
    expect((await next.getSession()).getIdToken().getJwtToken()).toBe(session.getIdToken().getJwtToken())
  })
})

describe('a storage that cannot be read for a moment', () => {
  test('when the answer comes does not lose a rotated token', async () => {
    const storage = new Flaky()
    const world = new World(storage)
    const user = world.user()
    await user.setSignInUserSession(sessionWith(expired))
    world.answer(REFRESH, (request) => {
      storage.reads = 1
      return fresh(world, { RefreshToken: 'refresh-2' })(request)
    })
    expect((await user.getSession()).getRefreshToken()?.getToken()).toBe('refresh-2')
    expect(world.stored()).toMatchObject({ state: 'signedIn', refreshToken: 'refresh-2' })
  })

  test('when a sign-in is done does not lose it', async () => {
    const storage = new Flaky()
    const world = new World(storage)
    const user = world.user()
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
    world.answer('InitiateAuth', (request) => {
      storage.reads = 2
      return tokens({ ...tokenPair(), RefreshToken: 'refresh-1' })(request)
    })
    await user.authenticateUser(new AuthenticationDetails({ Username: 'ann', Password: 'p' }))
    expect(world.stored()).toMatchObject({ state: 'signedIn', refreshToken: 'refresh-1' })
  })
})

test('a write that comes late does not undo what another realm wrote meanwhile', async () => {
  const storage = new Flaky()
  const here = new World(storage)
  const there = new World(elsewhere(storage))
  for (const world of [here, there]) world.answer('RevokeToken', json({}))
  const user = here.user()
  await user.setSignInUserSession(sessionWith())
  storage.writes = 1
  await user.setSignInUserSession(sessionWith({ refreshToken: 'late' })).catch(() => undefined)
  await there.user().signOut()
  await here.pass(200)
  expect(there.stored()).toMatchObject({ state: 'signedOut' })
})

test('generations go on growing when a storage was rolled back', async () => {
  const world = new World()
  const user = world.user()
  world.answer(REFRESH, fresh(world))
  await user.setSignInUserSession(sessionWith())
  await user.refresh()
  const earlier = world.item(RECORD)
  await user.refresh()
  const { generation } = world.stored() ?? { generation: Number.NaN }
  await world.storage.setItem(RECORD, earlier)
  await user.refresh()
  expect(world.stored()?.generation).toBeGreaterThan(generation)
})

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'isPrototypeOf'])(
  'a record whose state is “%s” is damaged, told once, and set aside',
  async (state) => {
    const world = new World()
    await world.storage.setItem(RECORD, `{"version":1,"generation":1,"state":"${state}"}`)
    const user = world.user()
    await expect(user.getSession()).rejects.toMatchObject({ code: 'StorageDamaged' })
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason: 'damaged' })
    expect(world.events).toContainEqual(expect.objectContaining({ type: 'storageDamaged' }))
  },
)

describe('an answer that is not Cognito’s', () => {
  test('(an error called “constructor”) ends no session', async () => {
    const world = new World()
    const user = world.user()
    await user.setSignInUserSession(sessionWith(expired))
    world.answer(REFRESH, refusal('constructor'))
    await expect(user.getSession()).rejects.toMatchObject({ code: 'constructor' })
    expect(world.stored()).toMatchObject({ state: 'signedIn' })
  })

  test('(one 404 in HTML) does not keep the next refresh from asking as it should', async () => {
    const world = new World()
    const user = world.user()
    await user.setSignInUserSession(sessionWith(expired))
    world.answer('InitiateAuth', refusal('InvalidParameterException', 'Not supported.'))
    world.answer(REFRESH, () => new Response('<html>Not found</html>', { status: 404 }), fresh(world))
    await expect(user.getSession()).rejects.toMatchObject({ code: 'InvalidParameterException' })
    expect((await user.refresh({ force: true })).isValidAt(world.ports.now())).toBe(true)
  })

  test.each([200, 403])('(HTML with status %i) revokes nothing: the token stays queued', async (status) => {
    const world = new World()
    const user = world.user()
    await user.setSignInUserSession(sessionWith())
    world.answer('RevokeToken', () => new Response('<html>Log in to the network</html>', { status }))
    await user.signOut()
    expect(world.item(QUEUE)).toContain('refresh-1')
  })

  test('(a captive portal’s page) is no global sign-out', async () => {
    const world = new World()
    const user = world.user()
    await user.setSignInUserSession(sessionWith())
    world.answer('GlobalSignOut', () => new Response('<html>Log in to the network</html>'))
    await expect(user.globalSignOut()).rejects.toMatchObject({ code: 'InvalidResponse' })
    expect(world.stored()).toMatchObject({ state: 'signedIn' })
  })
})

test('refreshSession with the stored token and getSession share one refresh, in a new worker too', async () => {
  const world = new World()
  await world.user().setSignInUserSession(sessionWith(expired))
  world.answer(REFRESH, fresh(world))
  const user = world.user('ann', { Storage: elsewhere(world.storage) })
  await Promise.all([
    user.refreshSession(new CognitoRefreshToken({ RefreshToken: 'refresh-1' })),
    user.getSession(),
  ])
  expect(world.count(REFRESH)).toBe(1)
})

test('a callback that is no function is told of, and nothing is left unhandled', async () => {
  const world = new World()
  const user = world.user()
  user.setAuthenticationFlowType('CUSTOM_AUTH')
  world.answer('InitiateAuth', json({ ChallengeName: 'SMS_MFA', Session: 's', ChallengeParameters: {} }))
  const callbacks = { onSuccess: () => undefined, mfaRequired: Object(1) }
  user.authenticateUser(new AuthenticationDetails({ Username: 'ann' }), callbacks)
  await quiet()
  expect(world.events).toContainEqual(expect.objectContaining({ type: 'callbackThrew' }))
})
