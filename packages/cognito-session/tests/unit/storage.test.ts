import { describe, expect, test, vi } from 'vitest'
import { CognitoUser, MemoryStorage, parseRecord, storageKey } from '@cognito-shared-session/cognito-session'
import type { SessionStorage } from '@cognito-shared-session/cognito-session'
import { describeRecord, sessionStatus } from '@cognito-shared-session/cognito-session/status'
import { sessionWith, start, startSeconds, tokenPair } from '../support/tokens.ts'
import { World, json, later, quiet, tokens } from '../support/world.ts'

const GET = 'GetTokensFromRefreshToken'
const key = 'CognitoSession.eu-west-1_Pool1.client1.session.ann'
const damagedKey = 'CognitoSession.eu-west-1_Pool1.client1.damaged.ann'

async function signedIn(storage?: SessionStorage): Promise<World> {
  const world = new World(storage)
  await world.user().setSignInUserSession(sessionWith())
  return world
}

/** A storage whose writes fail while `broken` says so. */
class FailingStorage extends MemoryStorage {
  broken: (key: string) => boolean = () => false

  override setItem(key: string, value: string): void {
    if (this.broken(key)) throw new Error('QuotaExceededError')
    super.setItem(key, value)
  }
}

describe('the record', () => {
  test('is one a user, written whole in one call', async () => {
    const storage = new MemoryStorage()
    const written = vi.spyOn(storage, 'setItem')
    const world = await signedIn(storage)
    expect(written.mock.calls.filter(([name]) => name === key)).toHaveLength(1)
    expect(world.stored()).toMatchObject({
      version: 1,
      generation: 1,
      state: 'signedIn',
      refreshToken: 'refresh-1',
      clockDrift: 0,
      sub: 'sub-ann',
    })
  })

  test('says how long its tokens live, so that nobody has to decode them', async () => {
    const times = { issuedAt: startSeconds, expiresAt: startSeconds + 3600 }
    expect((await signedIn()).stored()).toMatchObject({ idTokenTimes: times, accessTokenTimes: times })
  })

  test('has a generation that only grows, over sign-outs and sign-ins', async () => {
    const world = await signedIn()
    world.answer('RevokeToken', json({}))
    world.answer(GET, tokens(tokenPair()))
    const seen = [world.stored()?.generation]
    for (const step of [
      () => world.user().refresh(),
      () => world.user().signOut(),
      () => world.user().setSignInUserSession(sessionWith()),
      () => world.user().refresh(),
    ]) {
      await step()
      seen.push(world.stored()?.generation)
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  test('is not written over by a refresh of an older generation', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    world.answer('RevokeToken', json({}))
    const refreshed = world.user().refresh()
    await quiet()
    const elsewhere = {
      ...world.stored(),
      generation: 7,
      refreshToken: 'refresh-elsewhere',
      refreshing: undefined,
    }
    await world.storage.setItem(key, JSON.stringify(elsewhere))
    await give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    await refreshed
    expect(world.stored()).toMatchObject({ generation: 7, refreshToken: 'refresh-elsewhere' })
  })

  test('that another realm refreshed is taken over', async () => {
    const world = await signedIn()
    world.now += 3_600_000
    const pair = tokenPair({ iat: startSeconds + 3600 })
    const other = new World()
    other.now = world.now
    await other
      .user()
      .setSignInUserSession(sessionWith({ iat: startSeconds + 3600, refreshToken: 'refresh-2' }))
    await world.storage.setItem(
      key,
      JSON.stringify({ ...other.stored(), generation: 2, idToken: pair.IdToken }),
    )
    const session = await world.user().getSession()
    expect(session.getIdToken().getJwtToken()).toBe(pair.IdToken)
    expect(world.requests).toEqual([])
  })
})

describe('setSignInUserSession', () => {
  test('leaves the very session that is stored alone', async () => {
    const world = await signedIn()
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    const user = world.user()
    const session = await user.refresh()
    const written = vi.spyOn(world.storage, 'setItem')
    await user.setSignInUserSession(session)
    expect(written.mock.calls.filter(([name]) => name === key)).toEqual([])
    expect(user.getSignInUserSession()).toBe(session)
  })

  test('goes before a refresh that lands while it is being stored', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    world.answer('RevokeToken', json({}))
    const refreshed = world.user().refresh()
    await quiet()
    const given = give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    const next = sessionWith({ refreshToken: 'refresh-next' })
    await Promise.all([given, world.user().setSignInUserSession(next), refreshed])
    expect(world.stored()).toMatchObject({ refreshToken: 'refresh-next' })
    expect(world.user().getSignInUserSession()).toBe(next)
  })

  test('is seen at once in memory', () => {
    const user = new World().user()
    const session = sessionWith()
    void user.setSignInUserSession(session)
    expect(user.getSignInUserSession()).toBe(session)
  })

  test('takes a session from one storage to another, drift included', async () => {
    const [from, to] = [new World(), new World()]
    await from.user().setSignInUserSession(sessionWith({ drift: 77 }))
    await to.user().setSignInUserSession(await from.user().getSession())
    expect(to.stored()).toEqual(from.stored())
    expect(to.stored()).toMatchObject({ clockDrift: 77 })
  })

  test('says StorageFailed where it could not be stored, to those who listen', async () => {
    const storage = new FailingStorage()
    storage.broken = (name) => name === key
    const world = new World(storage)
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    void world.user().setSignInUserSession(sessionWith())
    await quiet()
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
    await expect(world.user('bob').setSignInUserSession(sessionWith())).resolves.toBeUndefined()
    storage.broken = () => true
    await expect(world.user('eve').setSignInUserSession(sessionWith())).rejects.toMatchObject({
      code: 'StorageFailed',
    })
  })
})

describe('a storage that fails', () => {
  test('loses no rotated token: memory holds it, the write is tried again, callers get the session', async () => {
    const storage = new FailingStorage()
    const world = await signedIn(storage)
    world.answer(GET, (request) => {
      storage.broken = (name) => name === key
      return tokens({ ...tokenPair(), RefreshToken: 'refresh-2' })(request)
    })
    const session = await world.user().refresh()
    expect(session.getRefreshToken()?.getToken()).toBe('refresh-2')
    expect(await world.user().getSession()).toBe(session)
    expect(world.stored()).toMatchObject({ refreshToken: 'refresh-1' })
    expect(world.events).toContainEqual(
      expect.objectContaining({
        type: 'storageFailed',
        error: expect.objectContaining({ code: 'StorageFailed' }),
      }),
    )
    await world.pass(200)
    storage.broken = () => false
    await world.pass(1000)
    expect(world.stored()).toMatchObject({ generation: 2, refreshToken: 'refresh-2' })
    expect(world.timers()).toEqual([])
  })

  test('is told again after a bounded number of tries only', async () => {
    const storage = new FailingStorage()
    const world = await signedIn(storage)
    storage.broken = (name) => name === key
    world.answer(GET, tokens(tokenPair()))
    await world.user().refresh()
    for (let step = 0; step < 20; step += 1) await world.pass(30_000)
    expect(world.events.filter(({ type }) => type === 'storageFailed').length).toBeLessThan(15)
    expect(world.timers()).toEqual([])
    storage.broken = () => false
    await world.user().refresh()
    expect(world.stored()).toMatchObject({ generation: 3 })
  })

  test('goes on with what memory holds, newer than what is stored', async () => {
    const storage = new FailingStorage()
    const world = await signedIn(storage)
    storage.broken = (name) => name === key
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }), tokens(tokenPair()))
    await world.user().refresh()
    await world.user().refresh()
    expect(world.bodies(GET)).toMatchObject([{ RefreshToken: 'refresh-1' }, { RefreshToken: 'refresh-2' }])
  })

  test('to read is StorageFailed', async () => {
    const storage = new MemoryStorage()
    storage.getItem = () => {
      throw new Error('disk')
    }
    await expect(new World(storage).user().getSession()).rejects.toMatchObject({
      code: 'StorageFailed',
      cause: new Error('disk'),
    })
  })
})

describe('an unknown or damaged record', () => {
  test.each([
    ['no JSON', '{"version":1,', 1],
    ['no record', '[]', 1],
    ['of a version to come', '{"version":2,"generation":41,"state":"signedIn"}', 42],
    ['without tokens', '{"version":1,"generation":4,"state":"signedIn"}', 5],
    ['with a state of its own', '{"version":1,"generation":4,"state":"asleep"}', 5],
    ['with a generation that is none', '{"version":1,"generation":-4,"state":"signedOut"}', 1],
  ])('is set aside and told once: %s', async (_, text, generation) => {
    const world = new World()
    await world.storage.setItem(key, text)
    const user = world.user()
    await expect(user.getSession()).rejects.toMatchObject({ code: 'StorageDamaged' })
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason: 'damaged' })
    expect(world.storage.getItem(damagedKey)).toBe(text)
    expect(world.stored()).toEqual({ version: 1, generation, state: 'signInNeeded', reason: 'damaged' })
    expect(world.events.filter(({ type }) => type === 'storageDamaged')).toHaveLength(1)
  })

  test('does not stand in the way of a sign-in', async () => {
    const world = new World()
    await world.storage.setItem(key, 'garbage')
    await world.user().setSignInUserSession(sessionWith())
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 2 })
    expect(world.storage.getItem(damagedKey)).toBe('garbage')
    expect((await world.user().getSession()).isValidAt(world.ports.now())).toBe(true)
  })

  test('with malformed tokens is no damage: it is refreshed', async () => {
    const world = await signedIn()
    const times = { issuedAt: null, expiresAt: null }
    const record = { ...world.stored(), generation: 5, idToken: 'garbage', idTokenTimes: times }
    const next = new World()
    await next.storage.setItem(key, JSON.stringify(record))
    next.answer(GET, tokens(tokenPair()))
    await next.user().getSession()
    expect(next.stored()).toMatchObject({ generation: 6 })
  })
})

describe('asynchronous storage', () => {
  class SlowStorage implements SessionStorage {
    readonly #items = new MemoryStorage()

    async getItem(name: string): Promise<string | null> {
      await quiet()
      return this.#items.getItem(name)
    }

    async setItem(name: string, value: string): Promise<void> {
      await quiet()
      this.#items.setItem(name, value)
    }

    async removeItem(name: string): Promise<void> {
      await quiet()
      this.#items.removeItem(name)
    }
  }

  test('has no current user before sync has read it', async () => {
    const storage = new SlowStorage()
    await signedIn(storage)
    const pool = new World(storage).pool()
    expect(pool.getCurrentUser()).toBeNull()
    expect((await pool.sync())?.getUsername()).toBe('ann')
    const user = pool.getCurrentUser()
    expect(user?.getUsername()).toBe('ann')
    expect(user?.getSignInUserSession()?.getRefreshToken()?.getToken()).toBe('refresh-1')
    expect(await new World().pool().sync()).toBeNull()
  })

  test('keeps sessions, refreshes and signs out as any other', async () => {
    const storage = new SlowStorage()
    const world = await signedIn(storage)
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    world.answer('RevokeToken', json({}))
    await world.user().refresh()
    expect(parseRecord(await storage.getItem(key))).toMatchObject({ record: { refreshToken: 'refresh-2' } })
    await world.user().signOut()
    expect(parseRecord(await storage.getItem(key))).toMatchObject({ record: { state: 'signedOut' } })
    expect(world.pool().getCurrentUser()).toBeNull()
  })
})

test("a user's own storage goes before the pool's", async () => {
  const world = new World()
  const own = new MemoryStorage()
  const user = new CognitoUser({ Username: 'ann', Pool: world.pool(), Storage: own })
  await user.setSignInUserSession(sessionWith())
  expect(own.getItem(key)).not.toBeNull()
  expect(world.stored()).toBeUndefined()
})

describe('storageKey', () => {
  test('names pool, client, kind and user', () => {
    expect(storageKey('eu-west-1_a', 'c', 'session', 'ann@example.com')).toBe(
      'CognitoSession.eu-west-1_a.c.session.ann%40example.com',
    )
    expect(storageKey('eu-west-1_a', 'c', 'lastUser')).toBe('CognitoSession.eu-west-1_a.c.lastUser')
  })

  test.each([['a.b'], ['李 "x"'], ['\ud800'], ['%ud800'], ['']])('takes any user name: %o', (name) => {
    expect(storageKey('p', 'c', 'session', name)).toMatch(/^CognitoSession\.p\.c\.session\.[\w%.~!*'()-]*$/)
  })

  test('keeps different names apart', () => {
    const keys = ['\ud800', '%ud800', '\ud801', 'a', 'A', 'a%20b', 'a b'].map((name) =>
      storageKey('p', 'c', 'session', name),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('describeRecord', () => {
  test('tells everything but the tokens, on the local clock', async () => {
    const world = new World()
    await world.user().setSignInUserSession(sessionWith({ drift: 60 }))
    const text = world.item(key)
    expect(describeRecord(text)).toEqual({
      state: 'signedIn',
      generation: 1,
      sub: 'sub-ann',
      issuedAt: start + 60_000,
      idTokenExpiresAt: start + 3_660_000,
      accessTokenExpiresAt: start + 3_660_000,
      clockDrift: 60,
      refreshable: true,
    })
    expect(await sessionStatus(world.user())).toEqual(describeRecord(text))
    expect(JSON.stringify(describeRecord(text))).not.toMatch(/eyJ|refresh-1/)
  })

  test.each([
    [null, { state: 'signedOut', generation: 0 }],
    ['garbage', { state: 'signInNeeded', generation: 0, reason: 'damaged' }],
    ['{"version":1,"generation":3,"state":"signedOut"}', { state: 'signedOut', generation: 3 }],
    [
      '{"version":1,"generation":3,"state":"signInNeeded","reason":"revoked"}',
      { state: 'signInNeeded', generation: 3, reason: 'revoked' },
    ],
  ])('tells of %o', (text, status) => {
    expect(describeRecord(text)).toEqual(status)
  })
})
