import { describe, expect, test } from 'vitest'
import { CognitoRefreshToken, MemoryStorage } from '@cognito-shared-session/cognito-session'
import { sessionStatus } from '@cognito-shared-session/cognito-session/status'
import { sessionWith, startSeconds, tokenPair } from '../support/tokens.ts'
import { World, json, later, offline, quiet, refusal, silence, tokens } from '../support/world.ts'
import type { Answer } from '../support/world.ts'

const GET = 'GetTokensFromRefreshToken'
const hour = 3_600_000

async function signedIn(life: Parameters<typeof sessionWith>[0] = {}, world = new World()): Promise<World> {
  await world.user().setSignInUserSession(sessionWith(life))
  return world
}

/** The same store seen by a process that starts anew. */
function restarted(world: World): World {
  const storage = new MemoryStorage()
  const key = 'CognitoSession.eu-west-1_Pool1.client1.session.ann'
  storage.setItem(key, world.item(key))
  const next = new World(storage)
  next.now = world.now
  return next
}

describe('refreshSession', () => {
  test('asks once, with GetTokensFromRefreshToken, and stores what comes', async () => {
    const world = await signedIn()
    const fresh = tokenPair()
    world.answer(GET, tokens({ ...fresh, RefreshToken: 'refresh-2' }))
    const user = world.user()
    const session = await user.refreshSession(user.getSignInUserSession()?.getRefreshToken())
    expect(session.getRefreshToken()?.getToken()).toBe('refresh-2')
    expect(user.getSignInUserSession()).toBe(session)
    expect(world.stored()).toMatchObject({ generation: 2, refreshToken: 'refresh-2', idToken: fresh.IdToken })
    expect(world.stored()).not.toHaveProperty('refreshing')
    expect(world.requests.map(({ operation }) => operation)).toEqual([GET])
  })

  test('calls back with the session', async () => {
    const world = await signedIn()
    world.answer(GET, tokens(tokenPair()))
    const token = new CognitoRefreshToken({ RefreshToken: 'refresh-1' })
    const called = await new Promise((resolve) => {
      world.user().refreshSession(token, (...answer) => resolve(answer))
    })
    expect(called).toEqual([null, world.user().getSignInUserSession()])
  })

  test('says NoRefreshToken where there is none', async () => {
    const world = await signedIn()
    const failure = { code: 'NoRefreshToken' }
    await expect(world.user().refreshSession(undefined)).rejects.toMatchObject(failure)
    const told = await new Promise((resolve) => world.user().refreshSession(undefined, (err) => resolve(err)))
    expect(told).toMatchObject(failure)
    await expect(
      world.user().refreshSession(new CognitoRefreshToken({ RefreshToken: '' })),
    ).rejects.toMatchObject(failure)
  })

  test('sends POST without cookies, cache, referrer or redirects', async () => {
    const world = await signedIn()
    world.answer(GET, tokens(tokenPair()))
    await world.user().refresh()
    const [request] = world.requests
    expect(request?.url).toBe('https://cognito-idp.eu-west-1.amazonaws.com/')
    expect(request?.init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
      },
    })
    expect(request?.init.signal).toBeInstanceOf(AbortSignal)
  })

  test("goes to the pool's endpoint, with the client's secret where it has one", async () => {
    const world = await signedIn()
    world.answer(GET, tokens(tokenPair()))
    await world.user('ann', { endpoint: 'http://localhost:9', ClientSecret: 'shh' }).refresh()
    expect(world.requests[0]).toMatchObject({ url: 'http://localhost:9', body: { ClientSecret: 'shh' } })
  })

  test('sends the key of a remembered device', async () => {
    const world = await signedIn()
    const device = { deviceKey: 'eu-west-1_d', deviceGroupKey: 'g', randomPassword: 'p' }
    await world.storage.setItem('CognitoSession.eu-west-1_Pool1.client1.device.ann', JSON.stringify(device))
    world.answer(GET, refusal('ResourceNotFoundException', 'Device does not exist.'), tokens(tokenPair()))
    await world.user().refresh()
    expect(world.bodies(GET)).toMatchObject([{ DeviceKey: 'eu-west-1_d' }, {}])
    expect(world.bodies(GET)[1]).not.toHaveProperty('DeviceKey')
  })

  test('falls back once to REFRESH_TOKEN_AUTH where the server does not know the operation', async () => {
    const world = await signedIn()
    world.answer(GET, refusal('UnknownOperationException'))
    world.answer('InitiateAuth', tokens(tokenPair()), tokens(tokenPair()))
    const user = world.user()
    await user.refresh({ clientMetadata: { a: 'b' } })
    await user.refresh()
    expect(world.bodies('InitiateAuth')).toMatchObject([
      {
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: 'refresh-1' },
        ClientMetadata: { a: 'b' },
      },
      { AuthFlow: 'REFRESH_TOKEN_AUTH' },
    ])
    expect(world.count(GET)).toBe(1)
  })

  test('gives up a request after ten seconds without an answer', async () => {
    const world = await signedIn()
    world.answer(GET, silence)
    const refreshed = world.user().refresh()
    const outcome = expect(refreshed).rejects.toMatchObject({ code: 'Timeout' })
    await quiet()
    expect(world.timers()).toEqual([10_000])
    await world.pass(10_000)
    await outcome
    expect(world.requests[0]?.init.signal?.aborted).toBe(true)
  })

  test('lets one caller give up without breaking off what others share', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    const impatient = new AbortController()
    const [gone, waiting] = [world.user().refresh({ signal: impatient.signal }), world.user().refresh()]
    impatient.abort()
    await expect(gone).rejects.toMatchObject({ code: 'Aborted' })
    await quiet()
    await give(tokens(tokenPair()))
    await expect(waiting).resolves.toBe(world.user().getSignInUserSession())
  })
})

describe('the journal', () => {
  test('is in the record before the refresh is sent', async () => {
    const world = await signedIn()
    let seen: unknown
    world.answer(GET, (request) => {
      seen = world.stored()
      return tokens(tokenPair())(request)
    })
    world.now += 5000
    await world.user().refresh()
    expect(seen).toMatchObject({
      state: 'signedIn',
      generation: 1,
      refreshing: { since: world.now, fromGeneration: 1 },
    })
  })

  test('found at start is refreshed again at once, once, though the tokens still live', async () => {
    const dead = await signedIn()
    dead.answer(GET, silence)
    void dead.user().refresh()
    await quiet()
    const world = restarted(dead)
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    expect((await world.user().getSession()).isValidAt(world.ports.now())).toBe(true)
    await quiet()
    expect(world.count(GET)).toBe(1)
    expect(world.stored()).toMatchObject({ generation: 2, refreshToken: 'refresh-2' })
    await world.user().getSession()
    expect(world.count(GET)).toBe(1)
  })

  test('is finished by resume, and left alone while the refresh is our own', async () => {
    const dead = await signedIn()
    dead.answer(GET, silence)
    void dead.user().refresh()
    await quiet()
    await dead.user().resume()
    expect(dead.count(GET)).toBe(1)
    const world = restarted(dead)
    world.answer(GET, tokens(tokenPair()))
    await world.user().resume()
    expect(world.count(GET)).toBe(1)
    expect(await sessionStatus(world.user())).toMatchObject({ state: 'signedIn', generation: 2 })
  })

  test.each([
    ['NotAuthorizedException', 'Refresh Token has been revoked', 'rotationLost'],
    ['RefreshTokenReuseException', 'Reused', 'rotationLost'],
    ['UserNotFoundException', 'User does not exist.', 'userGone'],
  ])('and a refusal with %s says why nobody is signed in: %s, %s', async (type, message, reason) => {
    const dead = await signedIn()
    dead.answer(GET, silence)
    void dead.user().refresh()
    await quiet()
    const world = restarted(dead)
    world.answer(GET, refusal(type, message))
    await world.user().resume()
    expect(world.stored()).toEqual({ version: 1, generation: 2, state: 'signInNeeded', reason })
    await expect(world.user().getSession()).rejects.toMatchObject({ code: 'NoSession', reason })
  })
})

describe('what an answer brings', () => {
  test.each([[null], ['']])('RefreshToken: %o keeps the old one', async (RefreshToken) => {
    const world = await signedIn()
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken }))
    await world.user().refresh()
    expect(world.stored()).toMatchObject({ generation: 2, refreshToken: 'refresh-1' })
  })

  test.each([
    ['the id token', tokenPair({ sub: 'sub-eve' })],
    ['the access token alone', { ...tokenPair(), AccessToken: tokenPair({ sub: 'sub-eve' }).AccessToken }],
  ])('of another user, by %s, is not stored', async (_, pair) => {
    const world = await signedIn()
    world.answer(GET, tokens({ ...pair, RefreshToken: 'refresh-of-eve' }))
    await expect(world.user().refresh()).rejects.toMatchObject({ code: 'SubjectMismatch' })
    expect(world.stored()).toMatchObject({ generation: 1, sub: 'sub-ann', refreshToken: 'refresh-1' })
    expect(JSON.stringify(world.stored())).not.toContain('eve')
    expect(await world.user().getSession()).toBe(world.user().getSignInUserSession())
  })

  test.each<[string, object]>([
    ['without an id token', { AccessToken: tokenPair().AccessToken }],
    ['without an access token', { IdToken: tokenPair().IdToken }],
    ['with tokens that cannot be read', { IdToken: 'x', AccessToken: 'y' }],
    ['with no tokens', {}],
  ])('%s is no success, but its refresh token is kept', async (_, pair) => {
    const world = await signedIn()
    world.answer(GET, tokens({ ...pair, RefreshToken: 'refresh-2' }), tokens(tokenPair()))
    const user = world.user('ann', { retry: 'caller' })
    await expect(user.refresh()).rejects.toMatchObject({ code: 'InvalidResponse' })
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 2, refreshToken: 'refresh-2' })
    await user.refresh({ force: true })
    expect(world.bodies(GET)[1]).toMatchObject({ RefreshToken: 'refresh-2' })
  })
})

describe('terminal errors end the session', () => {
  test.each([
    ['NotAuthorizedException', 'Refresh Token has been revoked', 'revoked'],
    ['NotAuthorizedException', 'Refresh Token has expired', 'expired'],
    ['NotAuthorizedException', 'User is disabled.', 'userDisabled'],
    ['RefreshTokenReuseException', 'Refresh token has been invalidated by rotation', 'reused'],
    ['UserNotFoundException', 'User does not exist.', 'userGone'],
    ['UserNotConfirmedException', 'User is not confirmed.', 'unconfirmed'],
    ['PasswordResetRequiredException', 'Password reset required', 'passwordReset'],
    ['ResourceNotFoundException', 'User pool client client1 does not exist.', 'clientGone'],
  ])('%s: %s', async (type, message, reason) => {
    const world = await signedIn()
    world.answer(GET, refusal(type, message))
    const user = world.user()
    await expect(user.refresh()).rejects.toMatchObject({ code: type, name: type, message, reason })
    expect(world.stored()).toEqual({ version: 1, generation: 2, state: 'signInNeeded', reason })
    expect(user.getSignInUserSession()).toBeNull()
    await world.pass(hour)
    await expect(user.getSession()).rejects.toMatchObject({ code: 'NoSession', reason })
    expect(world.count(GET)).toBe(1)
    expect(world.events).toContainEqual({ type: 'signInNeeded', username: 'ann', generation: 2, reason })
  })

  test('only where the stored refresh token is still the one that was sent', async () => {
    const world = await signedIn()
    const { answer, give } = later()
    world.answer(GET, answer)
    const refreshed = world.user().refresh()
    await quiet()
    const newer = sessionWith({ refreshToken: 'refresh-newer' })
    await world.user().setSignInUserSession(newer)
    await give(refusal('NotAuthorizedException', 'Refresh Token has been revoked'))
    expect((await refreshed).getRefreshToken()?.getToken()).toBe('refresh-newer')
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 2, refreshToken: 'refresh-newer' })
    expect(await world.user().getSession()).toBe(newer)
  })

  test('and not where the app refreshes with a token of its own', async () => {
    const world = await signedIn()
    world.answer(GET, refusal('NotAuthorizedException'))
    const stale = new CognitoRefreshToken({ RefreshToken: 'long-gone' })
    await expect(world.user().refreshSession(stale)).rejects.toMatchObject({ code: 'NotAuthorizedException' })
    expect(world.bodies(GET)).toMatchObject([{ RefreshToken: 'long-gone' }])
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 1 })
  })
})

describe('passing errors keep the session', () => {
  const html: Answer = () => new Response('<html>Sign in to the Wi-Fi</html>', { status: 200 })
  test.each<[string, Answer, object]>([
    [
      'a failed fetch',
      offline,
      { code: 'NetworkError', message: 'Network error', cause: expect.any(TypeError) },
    ],
    ['TooManyRequestsException', refusal('TooManyRequestsException'), { code: 'TooManyRequestsException' }],
    ['LimitExceededException', refusal('LimitExceededException'), { code: 'LimitExceededException' }],
    [
      'InternalErrorException',
      refusal('InternalErrorException', 'Oops', { status: 500 }),
      { code: 'InternalErrorException', status: 500 },
    ],
    ['503 with HTML', () => new Response('<html>', { status: 503 }), { code: 'HttpError', status: 503 }],
    ['an empty 500', () => new Response('', { status: 500 }), { code: 'HttpError', status: 500 }],
    ['a 429 without a body', () => new Response(null, { status: 429 }), { code: 'HttpError', status: 429 }],
    ['200 with HTML', html, { code: 'InvalidResponse' }],
    ['truncated JSON', () => new Response('{"AuthenticationResult":{"IdTok'), { code: 'InvalidResponse' }],
    ['null', json(null), { code: 'InvalidResponse' }],
    ['{}', json({}), { code: 'InvalidResponse' }],
    ['a list', json([]), { code: 'InvalidResponse' }],
    ['a null result', json({ AuthenticationResult: null }), { code: 'InvalidResponse' }],
    ['an unknown error', refusal('BrandNewException'), { code: 'BrandNewException' }],
    ['a forgotten device', refusal('ResourceNotFoundException', 'Device does not exist.'), {}],
  ])('%s', async (_, answer, failure) => {
    const world = await signedIn()
    world.answer(GET, answer)
    const user = world.user('ann', { retry: 'caller' })
    const session = user.getSignInUserSession()
    await expect(user.refresh()).rejects.toMatchObject({ ...failure, retryAt: expect.any(Number) })
    expect(await user.getSession()).toBe(session)
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 1, retry: { count: 1 } })
    expect(world.stored()).not.toHaveProperty('refreshing')
    world.answer(GET, tokens(tokenPair()))
    await user.refresh({ force: true })
    expect(world.stored()).not.toHaveProperty('retry')
  })

  test('a refresh that was not answered is tried again after 1, 4 and 15 s, by our own timer', async () => {
    const world = await signedIn()
    world.answer(GET, offline)
    await expect(world.user().refresh()).rejects.toMatchObject({ code: 'NetworkError' })
    for (const [index, delay] of [1000, 4000, 15_000].entries()) {
      expect(world.count(GET)).toBe(index + 1)
      expect(world.timers()).toEqual([delay])
      await world.pass(delay - 1)
      expect(world.count(GET)).toBe(index + 1)
      await world.pass(1)
    }
    expect(world.count(GET)).toBe(4)
    expect(world.timers()).toEqual([])
    expect(world.stored()).toMatchObject({ retry: { count: 4, code: 'NetworkError', sent: true } })
  })

  test.each<[string, Answer, boolean]>([
    ['a failed fetch', offline, true],
    ['503 with HTML', () => new Response('<html>', { status: 503 }), true],
    ['InternalErrorException', refusal('InternalErrorException'), true],
    ['{}', json({}), true],
    ['429 without a body', () => new Response(null, { status: 429 }), false],
    ['TooManyRequestsException', refusal('TooManyRequestsException'), false],
    ['an error that says what is wrong', refusal('UserLambdaValidationException'), false],
  ])('%s may have had its effect: %o', async (_, answer, sent) => {
    const world = await signedIn()
    world.answer(GET, answer)
    await world
      .user('ann', { retry: 'caller' })
      .refresh()
      .catch(() => undefined)
    expect(world.stored()).toMatchObject({ retry: { sent, ...(sent && { at: world.now + 1000 }) } })
  })

  test('the quick tries are left to a caller who says so', async () => {
    const world = await signedIn()
    world.answer(GET, offline)
    const user = world.user('ann', { retry: 'caller' })
    await user.refresh().catch(() => undefined)
    expect(world.timers()).toEqual([])
    expect(await sessionStatus(user)).toMatchObject({
      nextAttempt: world.now + 1000,
      retry: { count: 1, sent: true },
    })
    world.now += 1000
    world.answer(GET, tokens(tokenPair()))
    await user.refresh()
    expect(await sessionStatus(user)).toMatchObject({ generation: 2 })
  })

  test('and go on in the next process', async () => {
    const dead = await signedIn()
    dead.answer(GET, offline)
    await dead
      .user()
      .refresh()
      .catch(() => undefined)
    const world = restarted(dead)
    world.answer(GET, tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }))
    await world.user().getSession()
    expect(world.timers()).toEqual([1000])
    await world.pass(1000)
    expect(world.stored()).toMatchObject({ generation: 2, refreshToken: 'refresh-2' })
  })

  test('a refusal after an unanswered attempt says that the rotation was lost', async () => {
    const world = await signedIn()
    world.answer(GET, offline, refusal('TooManyRequestsException'), refusal('RefreshTokenReuseException'))
    const user = world.user('ann', { retry: 'caller' })
    for (let attempt = 0; attempt < 3; attempt += 1)
      await user.refresh({ force: true }).catch(() => undefined)
    expect(world.stored()).toMatchObject({ state: 'signInNeeded', reason: 'rotationLost' })
  })

  test.each([
    ['seconds', '120', 120_000],
    ['a date', new Date((startSeconds + 90) * 1000).toUTCString(), 90_000],
    ['nonsense', 'soon', 0],
  ])('Retry-After is honoured: %s', async (_, value, atLeast) => {
    const world = await signedIn()
    world.answer(GET, refusal('TooManyRequestsException', 'Slow down', { headers: { 'retry-after': value } }))
    await world
      .user()
      .refresh()
      .catch(() => undefined)
    const record = world.stored()
    const at = record?.state === 'signedIn' ? record.retry?.at : undefined
    expect(Number(at) - world.now).toBeGreaterThanOrEqual(Math.max(atLeast, 1))
    expect(Number(at) - world.now).toBeLessThan(atLeast + 5000)
  })
})

describe('errors', () => {
  test.each<[string, Answer, object]>([
    [
      'the text after # in __type',
      refusal('com.amazonaws.cognito#LimitExceededException'),
      { code: 'LimitExceededException' },
    ],
    ['the whole __type without one', refusal('CodeMismatchException'), { code: 'CodeMismatchException' }],
    [
      'the header up to the colon',
      json(
        { message: 'm' },
        { status: 400, headers: { 'x-amzn-errortype': 'LimitExceededException:http://x' } },
      ),
      { code: 'LimitExceededException', message: 'm' },
    ],
    [
      'HttpError with the status',
      () => new Response('no', { status: 418 }),
      { code: 'HttpError', status: 418 },
    ],
  ])('have %s for code and name', async (_, answer, expected) => {
    const world = await signedIn()
    world.answer(GET, answer)
    const error: unknown = await world
      .user()
      .refresh()
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject(expected)
    expect(error).toMatchObject({ name: Reflect.get(Object(error), 'code') })
  })
})

test('a refresh token that came is stored before anybody hears of it, or anything else is done', async () => {
  const done: string[] = []
  const memory = new MemoryStorage()
  const world = new World({
    getItem: (key) => memory.getItem(key),
    removeItem: (key) => memory.removeItem(key),
    setItem: async (key, value) => {
      await quiet()
      memory.setItem(key, value)
      if (value.includes('refresh-2')) done.push('stored')
    },
  })
  await signedIn({}, world)
  world.answer(GET, (request) => {
    done.push('answered')
    return tokens({ ...tokenPair(), RefreshToken: 'refresh-2' })(request)
  })
  const onEvent = ({ type }: { type: string }) => done.push(type)
  await world.user('ann', { onEvent }).refresh()
  done.push('heard')
  expect(done).toEqual(['answered', 'stored', 'refreshed', 'heard'])
})

describe('a token that a rotation has replaced', () => {
  test('means the session, wherever somebody still holds it', async () => {
    const world = await signedIn()
    world.answer(
      GET,
      tokens({ ...tokenPair(), RefreshToken: 'refresh-2' }),
      tokens({ ...tokenPair(), RefreshToken: 'refresh-3' }),
    )
    await world.user().refresh()
    await world.user().refreshSession(new CognitoRefreshToken({ RefreshToken: 'refresh-1' }))
    expect(world.bodies(GET)).toMatchObject([{ RefreshToken: 'refresh-1' }, { RefreshToken: 'refresh-2' }])
  })
})
