import { describe, expect, test, vi } from 'vitest'
import { CognitoUser, MemoryStorage } from '@cognito-shared-session/cognito-session'
import { sessionWith, startSeconds, tokenPair } from '../support/tokens.ts'
import { World, json, later, offline, quiet, refusal, tokens } from '../support/world.ts'

const hour = 3_600_000

/** A world whose storage holds a session, and a new process that knows nothing of it yet. */
async function reopened(life: Parameters<typeof sessionWith>[0] = {}): Promise<World> {
  const before = new World()
  await before.user().setSignInUserSession(sessionWith(life))
  const storage = new MemoryStorage()
  for (const kind of ['session.ann', 'lastUser']) {
    const key = `CognitoSession.eu-west-1_Pool1.client1.${kind}`
    storage.setItem(key, before.item(key))
  }
  return new World(storage)
}

describe('getSession', () => {
  test('answers with a valid session in memory, without storage, network or decoding', async () => {
    const world = new World()
    const session = sessionWith()
    await world.user().setSignInUserSession(session)
    const touched = vi.spyOn(world.storage, 'getItem')
    const parse = vi.spyOn(JSON, 'parse')
    expect(await world.user().getSession()).toBe(session)
    expect(touched).not.toHaveBeenCalled()
    expect(parse).not.toHaveBeenCalled()
    expect(world.requests).toEqual([])
    parse.mockRestore()
  })

  test('makes a valid session in storage the memory session, without network or decoding', async () => {
    const world = await reopened({ drift: 5 })
    const user = world.user()
    expect(user.getSignInUserSession()).toBeNull()
    const decode = vi.spyOn(globalThis, 'atob')
    const session = await user.getSession()
    expect(decode).not.toHaveBeenCalled()
    decode.mockRestore()
    expect(session.getClockDrift()).toBe(5)
    expect(session.getIdToken().payload.sub).toBe('sub-ann')
    expect(session.getRefreshToken()?.getToken()).toBe('refresh-1')
    expect(user.getSignInUserSession()).toBe(session)
    expect(world.requests).toEqual([])
  })

  test('says NoSession where nothing is stored', async () => {
    await expect(new World().user().getSession()).rejects.toMatchObject({
      code: 'NoSession',
      message: 'Local storage is missing an ID Token, Please authenticate',
    })
  })

  test('says so where there is no user name', async () => {
    await expect(new World().user('').getSession()).rejects.toMatchObject({
      message: 'Username is null. Cannot retrieve a new session',
    })
  })

  test('says NoRefreshToken where the tokens have expired and nothing can renew them', async () => {
    const world = await reopened({ refreshToken: undefined })
    world.now += hour
    await expect(world.user().getSession()).rejects.toMatchObject({
      code: 'NoRefreshToken',
      message: 'Cannot retrieve a new session. Please authenticate.',
    })
  })

  test('refreshes expired tokens, and forwards the client metadata', async () => {
    const world = await reopened()
    world.now += hour
    const fresh = tokenPair({ iat: startSeconds + 3600 })
    world.answer('GetTokensFromRefreshToken', tokens(fresh))
    const session = await world.user().getSession({ clientMetadata: { why: 'test' } })
    expect(session.getIdToken().getJwtToken()).toBe(fresh.IdToken)
    expect(world.bodies('GetTokensFromRefreshToken')).toEqual([
      { RefreshToken: 'refresh-1', ClientId: 'client1', ClientMetadata: { why: 'test' } },
    ])
  })

  test('takes the drift of a wrong clock from the fresh tokens', async () => {
    const world = await reopened()
    world.now += 3 * hour
    world.answer('GetTokensFromRefreshToken', tokens(tokenPair({ iat: startSeconds + 2 * 3600 })))
    const session = await world.user().getSession()
    expect(session.getClockDrift()).toBe(3600)
    expect(session.isValidAt(world.ports.now())).toBe(true)
  })
})

describe('any number of callers share one refresh', () => {
  test('asked through one user or through several, by promise or callback', async () => {
    const world = await reopened()
    world.now += hour
    const { answer, give } = later()
    world.answer('GetTokensFromRefreshToken', answer)
    const reads = vi.spyOn(world.storage, 'getItem')
    const callers = Array.from({ length: 500 }, () => world.user().getSession())
    const called = new Promise((resolve) => world.user().getSession((_, session) => resolve(session)))
    await quiet()
    callers.push(...Array.from({ length: 500 }, () => world.user().getSession()))
    await give(tokens(tokenPair({ iat: startSeconds + 3600 })))
    const sessions = new Set(await Promise.all([...callers, called]))
    expect(sessions.size).toBe(1)
    expect(world.count('GetTokensFromRefreshToken')).toBe(1)
    expect(reads.mock.calls.length).toBeLessThan(10)
  })

  test('and its failure', async () => {
    const world = await reopened()
    world.now += hour
    world.answer('GetTokensFromRefreshToken', offline)
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => world.user().getSession()))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(world.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('but one with client metadata is never shared with one without, and waits for its turn', async () => {
    const world = await reopened()
    world.now += hour
    const first = later()
    const second = later()
    world.answer('GetTokensFromRefreshToken', first.answer, second.answer)
    const plain = [world.user().getSession(), world.user().getSession()]
    const shaped = [1, 2].map(() => world.user().getSession({ clientMetadata: { tenant: 'a' } }))
    await quiet()
    expect(world.count('GetTokensFromRefreshToken')).toBe(1)
    const pairs = [tokenPair({ iat: startSeconds + 3600 }), tokenPair({ iat: startSeconds + 3600 })]
    await first.give(tokens({ ...pairs[0], RefreshToken: 'refresh-2' }))
    await second.give(tokens({ ...pairs[1], RefreshToken: 'refresh-3' }))
    const idTokens = async (asked: typeof plain) =>
      (await Promise.all(asked)).map((session) => session.getIdToken().getJwtToken())
    expect(new Set(await idTokens(plain))).toEqual(new Set([pairs[0]?.IdToken]))
    expect(new Set(await idTokens(shaped))).toEqual(new Set([pairs[1]?.IdToken]))
    expect(world.bodies('GetTokensFromRefreshToken')).toMatchObject([
      { RefreshToken: 'refresh-1' },
      { RefreshToken: 'refresh-2', ClientMetadata: { tenant: 'a' } },
    ])
  })
})

describe('a callback', () => {
  test.each([
    ['for a session in memory', {}, 0],
    ['for an error', { refreshToken: undefined }, hour],
  ])('is called once, later, with two arguments: %s', async (_, life, passed) => {
    const world = await reopened(life)
    await world
      .user()
      .getSession()
      .catch(() => undefined)
    world.now += passed
    const callback = vi.fn()
    expect(world.user().getSession(callback)).toBeUndefined()
    expect(callback).not.toHaveBeenCalled()
    await quiet()
    expect(callback).toHaveBeenCalledTimes(1)
    expect(callback.mock.calls[0]).toHaveLength(2)
    expect(callback.mock.calls[0]?.filter((argument) => argument === null)).toHaveLength(1)
  })

  test('that throws is not called again, and the session is as it was', async () => {
    const world = await reopened()
    world.now += hour
    world.answer('GetTokensFromRefreshToken', tokens(tokenPair({ iat: startSeconds + 3600 })))
    const mistake = new Error('a mistake in the app')
    const callback = vi.fn(() => {
      throw mistake
    })
    world.user().getSession(callback)
    await quiet()
    expect(callback).toHaveBeenCalledTimes(1)
    expect(world.events).toContainEqual({ type: 'callbackThrew', cause: mistake })
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 2 })
    expect((await world.user().getSession()).isValidAt(world.ports.now())).toBe(true)
  })

  test("that throws reaches the realm's own error handling where nobody listens to events", async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const mistake = new Error('a mistake in the app')
    new World().user('ann', { onEvent: undefined }).getSession(() => {
      throw mistake
    })
    await quiet()
    vi.unstubAllGlobals()
    expect(report.mock.calls).toEqual([[mistake]])
  })
})

describe('while refreshes fail for a passing reason', () => {
  test('a session that lives is answered, and one that does not answers the error', async () => {
    const world = await reopened()
    world.answer('GetTokensFromRefreshToken', offline)
    await expect(world.user().refresh()).rejects.toMatchObject({ code: 'NetworkError' })
    expect((await world.user().getSession()).isValidAt(world.ports.now())).toBe(true)
    world.now += hour
    await expect(world.user().getSession()).rejects.toMatchObject({ code: 'NetworkError' })
  })

  test('nothing is sent before the next attempt is due, unless it is forced or follows a gap', async () => {
    const world = await reopened()
    world.now += hour
    world.answer(
      'GetTokensFromRefreshToken',
      refusal('TooManyRequestsException', 'Rate exceeded', { status: 400 }),
    )
    const user = world.user('ann', { retry: 'caller' })
    const sent = () => world.count('GetTokensFromRefreshToken')
    const failure = { code: 'TooManyRequestsException' }
    await expect(user.getSession()).rejects.toMatchObject(failure)
    await expect(user.getSession()).rejects.toMatchObject(failure)
    await expect(user.refresh()).rejects.toMatchObject(failure)
    expect(sent()).toBe(1)
    await expect(user.getSession({ afterGap: true })).rejects.toMatchObject(failure)
    expect(sent()).toBe(2)
    await expect(user.refresh({ force: true })).rejects.toMatchObject(failure)
    expect(sent()).toBe(3)
    world.now += 300_000
    await expect(user.getSession()).rejects.toMatchObject(failure)
    expect(sent()).toBe(4)
  })
})

test('a forced refresh that joins one held back by a back-off sends it', async () => {
  const world = await reopened()
  world.now += hour
  world.answer('GetTokensFromRefreshToken', offline, tokens(tokenPair({ iat: startSeconds + 3600 })))
  const user = world.user('ann', { retry: 'caller' })
  await user.getSession().catch(() => undefined)
  const both = await Promise.all([user.refresh(), user.refresh({ force: true })])
  expect(new Set(both).size).toBe(1)
  expect(world.count('GetTokensFromRefreshToken')).toBe(2)
})

test('two users of one pool object share nothing but the pool', async () => {
  const world = new World()
  const Pool = world.pool()
  const [ann, bob] = ['ann', 'bob'].map((Username) => new CognitoUser({ Username, Pool }))
  await ann?.setSignInUserSession(sessionWith())
  expect(bob?.getSignInUserSession()).toBeNull()
  await expect(bob?.getSession()).rejects.toMatchObject({ code: 'NoSession' })
})

test('what Cognito answers in vain is told by its code', async () => {
  const world = await reopened()
  world.now += hour
  world.answer('GetTokensFromRefreshToken', json({}))
  await expect(world.user().getSession()).rejects.toMatchObject({ code: 'InvalidResponse' })
})
