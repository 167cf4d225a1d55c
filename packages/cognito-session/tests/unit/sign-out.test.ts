import { describe, expect, test, vi } from 'vitest'
import { MemoryStorage } from '@cognito-shared-session/cognito-session'
import type { SessionStorage } from '@cognito-shared-session/cognito-session'
import { sessionWith, tokenPair } from '../support/tokens.ts'
import { World, json, later, offline, quiet, refusal, tokens } from '../support/world.ts'

const GET = 'GetTokensFromRefreshToken'
const REVOKE = 'RevokeToken'
const hour = 3_600_000
const day = 24 * hour
const revocationsKey = 'CognitoSession.eu-west-1_Pool1.client1.revocations'

async function signedIn(life: Parameters<typeof sessionWith>[0] = {}): Promise<World> {
  const world = new World()
  await world.user().setSignInUserSession(sessionWith(life))
  return world
}

describe('signOut', () => {
  test('clears memory at once and storage with its first write, then revokes', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    const written = vi.spyOn(world.storage, 'setItem')
    const user = world.user('ann', { ClientSecret: 'shh' })
    const ended = user.signOut()
    expect(user.getSignInUserSession()).toBeNull()
    await ended
    expect(world.stored()).toEqual({ version: 1, generation: 2, state: 'signedOut' })
    expect(JSON.parse(String(written.mock.calls[0]?.[1]))).toEqual({
      ...world.stored(),
      revoke: ['refresh-1'],
    })
    expect(world.bodies(REVOKE)).toEqual([{ Token: 'refresh-1', ClientId: 'client1', ClientSecret: 'shh' }])
    expect(world.storage.getItem(revocationsKey)).toBeNull()
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason: undefined })
  })

  test('answers nobody with the old session, though its storage is slow', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    const user = world.user()
    const ended = user.signOut()
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession' })
    await ended
  })

  test('revokes nothing where the access token has no origin_jti', async () => {
    const world = await signedIn({ origin: null })
    const told = await new Promise((resolve) => world.user().signOut((...answer) => resolve(answer)))
    expect(told).toEqual([null, null])
    expect(world.requests).toEqual([])
  })

  test('stands though the revocation fails, whose error the callback gets', async () => {
    const world = await signedIn()
    world.answer(REVOKE, offline)
    const told = await new Promise((resolve) => world.user().signOut((err) => resolve(err)))
    expect(told).toMatchObject({ code: 'NetworkError' })
    expect(world.stored()).toMatchObject({ state: 'signedOut' })
  })

  test('queues a revocation that could not be sent, and sends it later, once', async () => {
    const world = await signedIn()
    world.answer(REVOKE, offline)
    await world.user().signOut()
    expect(world.storage.getItem(revocationsKey)).toContain('refresh-1')
    world.answer(REVOKE, json({}))
    await world.pool().sendQueuedRevocations()
    await world.pool().sendQueuedRevocations()
    expect(world.count(REVOKE)).toBe(2)
    expect(world.storage.getItem(revocationsKey)).toBeNull()
  })

  test('sends a queued revocation after the next sign-in or refresh', async () => {
    const world = await signedIn()
    world.answer(REVOKE, offline)
    await world.user().signOut()
    await world.user('bob').setSignInUserSession(sessionWith({ refreshToken: 'refresh-of-bob' }))
    world.answer(GET, tokens(tokenPair()))
    world.answer(REVOKE, json({}))
    await world.user('bob').refresh()
    await quiet()
    expect(world.bodies(REVOKE)[1]).toMatchObject({ Token: 'refresh-1' })
  })

  test('drops a queued revocation when the token is dead anyway, or Cognito refuses it', async () => {
    const world = await signedIn()
    world.answer(REVOKE, offline)
    await world.user().signOut()
    world.now += 31 * day
    await world.pool().sendQueuedRevocations()
    expect(world.count(REVOKE)).toBe(1)
    expect(world.storage.getItem(revocationsKey)).toBeNull()
    await world.user().setSignInUserSession(sessionWith({ refreshToken: 'refresh-odd' }))
    world.answer(REVOKE, refusal('UnsupportedTokenTypeException'))
    await world.user().signOut()
    expect(world.storage.getItem(revocationsKey)).toBeNull()
    expect(world.events).toContainEqual({ type: 'revocationDropped', code: 'UnsupportedTokenTypeException' })
  })

  test('queues no more than twenty', async () => {
    const world = new World()
    world.answer(REVOKE, offline)
    for (let index = 0; index < 25; index += 1) {
      await world.user().setSignInUserSession(sessionWith({ refreshToken: `refresh-${index}` }))
      await world.user().signOut()
    }
    const { queued } = JSON.parse(world.item(revocationsKey))
    expect(queued).toHaveLength(20)
    expect(queued[19]).toMatchObject({ token: 'refresh-24' })
  })

  test('leaves device keys, and takes the damaged copy of a record with it', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    const key = (kind: string) => `CognitoSession.eu-west-1_Pool1.client1.${kind}.ann`
    await world.storage.setItem(key('device'), '{"deviceKey":"d"}')
    await world.storage.setItem(key('damaged'), '{"refreshToken":"old"}')
    await world.user().signOut()
    expect(world.storage.getItem(key('device'))).toBe('{"deviceKey":"d"}')
    expect(world.storage.getItem(key('damaged'))).toBeNull()
  })

  test('of one user leaves the other, and who is current', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    await world
      .user('bob')
      .setSignInUserSession(sessionWith({ sub: 'sub-bob', refreshToken: 'refresh-of-bob' }))
    await world.user('ann').signOut()
    expect(world.stored('bob')).toMatchObject({ state: 'signedIn', refreshToken: 'refresh-of-bob' })
    expect(world.pool().getCurrentUser()?.getUsername()).toBe('bob')
    await world.user('bob').signOut()
    expect(world.pool().getCurrentUser()).toBeNull()
  })

  test('of somebody who never signed in writes nothing', async () => {
    const world = new World()
    const written = vi.spyOn(world.storage, 'setItem')
    await world.user().signOut()
    expect(written).not.toHaveBeenCalled()
  })

  test('succeeds though the stored record cannot be read', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    vi.spyOn(world.storage, 'getItem').mockImplementation(() => {
      throw new Error('disk')
    })
    await world.user().signOut()
    vi.restoreAllMocks()
    expect(world.stored()).toMatchObject({ state: 'signedOut', generation: 2 })
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
  })
})

describe('a refresh in flight when the user signs out', () => {
  test('never brings the session back, and the refresh token that it brings is revoked', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    world.answer(REVOKE, json({}))
    const refreshed = world.user().refresh()
    await quiet()
    await world.user().signOut()
    const outcome = expect(refreshed).rejects.toMatchObject({ code: 'NoSession' })
    await give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    await outcome
    expect(world.stored()).toEqual({ version: 1, generation: 2, state: 'signedOut' })
    expect(world.user().getSignInUserSession()).toBeNull()
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }, { Token: 'refresh-2' }])
  })

  test('nor the quick tries that were waiting', async () => {
    const world = await signedIn()
    world.answer(GET, offline)
    world.answer(REVOKE, json({}))
    await world
      .user()
      .refresh()
      .catch(() => undefined)
    expect(world.timers()).toHaveLength(1)
    await world.user().signOut()
    expect(world.timers()).toEqual([])
    await world.pass(60_000)
    expect(world.count(GET)).toBe(1)
  })

  test('nor does it touch the session of a sign-in that came meanwhile', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    world.answer(REVOKE, json({}))
    const refreshed = world.user().refresh()
    refreshed.catch(() => undefined)
    await quiet()
    await world.user().signOut()
    const next = sessionWith({ refreshToken: 'refresh-next', origin: 'origin-2' })
    await world.user().setSignInUserSession(next)
    await give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    expect(world.stored()).toMatchObject({ generation: 3, refreshToken: 'refresh-next' })
    expect(world.user().getSignInUserSession()).toBe(next)
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }, { Token: 'refresh-2' }])
  })

  test('nor does an answer that came a moment before, while storage is slow', async () => {
    const storage = new SlowStorage()
    const world = new World(storage)
    await world.user().setSignInUserSession(sessionWith())
    const { answer, give } = later()
    world.answer(GET, answer)
    world.answer('RevokeToken', json({}))
    const refreshed = world.user().refresh()
    await quiet()
    storage.isHeld = true
    await give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    const ended = world.user().signOut()
    storage.release()
    await expect(refreshed).rejects.toMatchObject({ code: 'NoSession' })
    await ended
    expect(world.user().getSignInUserSession()).toBeNull()
    expect(world.bodies(REVOKE).map(({ Token }) => Token)).toEqual(
      expect.arrayContaining(['refresh-1', 'refresh-2']),
    )
  })

  test('nor does a question that was reading the storage', async () => {
    const items = new MemoryStorage()
    await new World(items).user().setSignInUserSession(sessionWith())
    const storage = new SlowStorage(items)
    const world = new World(storage)
    world.answer(REVOKE, json({}))
    storage.isHeld = true
    const asked = world.user().getSession()
    const ended = world.user().signOut()
    storage.release()
    await expect(asked).rejects.toMatchObject({ code: 'NoSession' })
    await ended
    expect(world.user().getSignInUserSession()).toBeNull()
  })

  test('and one that a realm of its own started finds the tombstone', async () => {
    const storage = new MemoryStorage()
    const [here, there] = [new World(storage), new World(sameItems(storage))]
    await here.user().setSignInUserSession(sessionWith())
    const { answer, give } = later()
    here.answer(GET, answer)
    here.answer(REVOKE, json({}))
    there.answer(REVOKE, json({}))
    here
      .user()
      .refresh()
      .catch(() => undefined)
    await quiet()
    await there.user().signOut()
    await give(tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    expect(here.stored()).toEqual({ version: 1, generation: 2, state: 'signedOut' })
    expect(here.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-2' }])
  })
})

/** A storage whose answers wait until they are let go. */
class SlowStorage implements SessionStorage {
  isHeld = false
  readonly #items: MemoryStorage
  #held: (() => void)[] = []

  constructor(items = new MemoryStorage()) {
    this.#items = items
  }

  async getItem(key: string): Promise<string | null> {
    await this.#turn()
    return this.#items.getItem(key)
  }

  async setItem(key: string, value: string): Promise<void> {
    await this.#turn()
    this.#items.setItem(key, value)
  }

  async removeItem(key: string): Promise<void> {
    await this.#turn()
    this.#items.removeItem(key)
  }

  release(): void {
    this.isHeld = false
    for (const go of this.#held) go()
    this.#held = []
  }

  async #turn(): Promise<void> {
    if (this.isHeld) await new Promise<void>((resolve) => this.#held.push(resolve))
  }
}

/** Another object over the same items: another realm. */
function sameItems(storage: MemoryStorage): MemoryStorage {
  const other = new MemoryStorage()
  other.getItem = (key) => storage.getItem(key)
  other.setItem = (key, value) => storage.setItem(key, value)
  other.removeItem = (key) => storage.removeItem(key)
  return other
}

test('a session that cannot be written over is removed, so that a later start does not bring it back', async () => {
  const world = await signedIn()
  world.answer(REVOKE, json({}))
  vi.spyOn(world.storage, 'setItem').mockImplementation(() => {
    throw new Error('QUOTA_BYTES exceeded')
  })
  await world.user().signOut()
  vi.restoreAllMocks()
  expect(JSON.stringify(world.stored() ?? null)).not.toContain('idToken')
})

test('a sign-in over a living session revokes the earlier one, and a refreshed session revokes nothing', async () => {
  const world = await signedIn()
  world.answer(REVOKE, json({}))
  const user = world.user()
  await user.setSignInUserSession(sessionWith({ refreshToken: 'refresh-2' }))
  expect(world.bodies(REVOKE)).toEqual([])
  await user.setSignInUserSession(sessionWith({ refreshToken: 'refresh-3', origin: 'another-sign-in' }))
  await vi.waitFor(() => expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-2' }]))
})

describe('globalSignOut', () => {
  test('clears everything, memory included', async () => {
    const world = await signedIn()
    world.answer('GlobalSignOut', json({}))
    const user = world.user()
    const accessToken = user.getSignInUserSession()?.getAccessToken().getJwtToken()
    expect(await user.globalSignOut()).toBe('SUCCESS')
    expect(world.bodies('GlobalSignOut')).toEqual([{ AccessToken: accessToken }])
    expect(user.getSignInUserSession()).toBeNull()
    expect(world.stored()).toMatchObject({ state: 'signedOut' })
    expect(world.pool().getCurrentUser()).toBeNull()
  })

  test('refreshes first where the tokens have expired', async () => {
    const world = await signedIn()
    world.now += hour
    const fresh = tokenPair({ iat: 1_800_003_600 })
    world.answer(GET, tokens(fresh))
    world.answer('GlobalSignOut', json({}))
    const told = await new Promise((resolve, reject) =>
      world.user().globalSignOut({ onSuccess: resolve, onFailure: reject }),
    )
    expect(told).toBe('SUCCESS')
    expect(world.bodies('GlobalSignOut')).toEqual([{ AccessToken: fresh.AccessToken }])
  })

  test('is done where Cognito says that it was: the answer to the first try was lost', async () => {
    const world = await signedIn()
    world.answer('GlobalSignOut', refusal('NotAuthorizedException', 'Access Token has been revoked'))
    expect(await world.user().globalSignOut()).toBe('SUCCESS')
    expect(world.stored()).toMatchObject({ state: 'signedOut' })
  })

  test('without the scope for it signs out here, revokes this sign-in, and says so', async () => {
    const world = await signedIn()
    world.answer(
      'GlobalSignOut',
      refusal('NotAuthorizedException', 'Access Token does not have required scopes'),
    )
    world.answer(REVOKE, json({}))
    await expect(world.user().globalSignOut()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: expect.stringContaining('aws.cognito.signin.user.admin'),
    })
    expect(world.stored()).toMatchObject({ state: 'signedOut' })
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
  })

  test('leaves the session where it fails', async () => {
    const world = await signedIn()
    world.answer('GlobalSignOut', offline)
    const told = await new Promise((resolve, reject) =>
      world.user().globalSignOut({ onSuccess: reject, onFailure: resolve }),
    )
    expect(told).toMatchObject({ code: 'NetworkError' })
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 1 })
  })
})

describe('revokeTokens', () => {
  test('revokes the refresh token and leaves the session', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    await world.user().revokeTokens()
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
    expect(world.stored()).toMatchObject({ state: 'signedIn' })
  })

  test('tells its error', async () => {
    const world = await signedIn()
    world.answer(REVOKE, refusal('TooManyRequestsException'))
    const told = await new Promise((resolve) => world.user().revokeTokens((err) => resolve(err)))
    expect(told).toMatchObject({ code: 'TooManyRequestsException' })
    await expect(new World().user().revokeTokens()).rejects.toMatchObject({ code: 'NoSession' })
  })
})

describe('endSession', () => {
  const ended = { version: 1, state: 'signInNeeded', reason: 'sessionLimit' }

  test('ends the session in one write that says why, and has its token revoked', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    const written = vi.spyOn(world.storage, 'setItem')
    const user = world.user()
    await user.endSession('sessionLimit')
    expect(user.getSignInUserSession()).toBeNull()
    expect(JSON.parse(String(written.mock.calls[0]?.[1]))).toEqual({
      ...ended,
      generation: 2,
      revoke: ['refresh-1'],
    })
    expect(world.stored()).toEqual({ ...ended, generation: 2 })
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
    expect(world.events).toContainEqual({
      type: 'signInNeeded',
      username: 'ann',
      generation: 2,
      reason: 'sessionLimit',
    })
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason: 'sessionLimit' })
  })

  test('has the token revoked by a later process, where this one dies after its first write', async () => {
    const world = new World()
    await world.storage.setItem(
      'CognitoSession.eu-west-1_Pool1.client1.session.ann',
      JSON.stringify({ ...ended, generation: 2, revoke: ['refresh-1'] }),
    )
    world.answer(REVOKE, json({}))
    await world.user().resume()
    await quiet()
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
    expect(world.stored()).toEqual({ ...ended, generation: 2 })
  })

  test.each(['signedOut', 'signInNeeded'])('leaves one that has ended as it is: %s', async (state) => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    if (state === 'signedOut') await world.user().signOut()
    else await world.user().endSession('userGone')
    const before = world.stored()
    await world.user().endSession('sessionLimit')
    expect(world.stored()).toEqual(before)
  })

  test('ends one without a refresh token too', async () => {
    const world = await signedIn({ refreshToken: '' })
    await world.user().endSession('sessionLimit')
    expect(world.stored()).toMatchObject(ended)
    expect(world.requests).toEqual([])
  })

  test('leaves to a sign-out what it still owes, where a process died in between', async () => {
    const world = new World()
    await world.storage.setItem(
      'CognitoSession.eu-west-1_Pool1.client1.session.ann',
      JSON.stringify({ ...ended, generation: 2, revoke: ['refresh-1'] }),
    )
    world.answer(REVOKE, json({}))
    await world.user().signOut()
    expect(world.bodies(REVOKE)).toMatchObject([{ Token: 'refresh-1' }])
    expect(world.stored()).toEqual({ version: 1, state: 'signedOut', generation: 3 })
  })

  test('is followed by a sign-out as any other end', async () => {
    const world = await signedIn()
    world.answer(REVOKE, json({}))
    await world.user().endSession('sessionLimit')
    await world.user().signOut()
    expect(world.stored()).toMatchObject({ state: 'signedOut' })
  })
})
