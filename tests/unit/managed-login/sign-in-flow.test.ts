import { describe, expect, test } from 'vitest'
import type { LoginWindow } from '../../../src/browser/login-window.ts'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import { accountIdFrom, profileIdOf } from '../../../src/contract/identity.ts'
import type { LoginPort } from '../../../src/managed-login/login-port.ts'
import { outcomeWords } from '../../../src/managed-login/outcome-words.ts'
import { signInFlow, type LoginPhase, type LoginProfile } from '../../../src/managed-login/sign-in-flow.ts'

const pool = { poolId: 'eu-west-1_Pool', clientId: 'client' }
const profile: LoginProfile = {
  version: 1,
  source: 'person',
  id: profileIdOf(pool),
  name: 'Pool',
  ...pool,
  login: { domain: 'https://login.example', scopes: ['email'] },
}
const account = accountIdFrom('i|c|s')
const back = (poolId: string) => `https://x.chromiumapp.org/${poolId}`

type Answering = (asked: URL) => LoginWindow

const code: Answering = (asked) => ({
  state: 'answered',
  address: `${asked.searchParams.get('redirect_uri')}?code=abc&state=${asked.searchParams.get('state')}`,
})
const saying =
  (query: string): Answering =>
  (asked) => ({
    state: 'answered',
    address: `${asked.searchParams.get('redirect_uri')}?${query}&state=${asked.searchParams.get('state')}`,
  })
const loginRequired = saying('error=login_required')
const ending =
  (state: 'cancelled' | 'silent' | 'running'): Answering =>
  () => ({ state })
const unreachable: Answering = () => ({ state: 'unreachable', message: 'could not be loaded' })

/** A browser whose login windows end one after the other as told, and a background that hands out transactions. */
class World {
  readonly asked: URL[] = []
  readonly interactive: boolean[] = []
  readonly phases: LoginPhase[] = []
  finished: unknown[] = []
  refusal: ErrorCode | undefined
  taken = false
  readonly #windows: Answering[]

  constructor(...windows: Answering[]) {
    this.#windows = windows
  }

  port: LoginPort = {
    ask: async (method, params): Promise<never> => {
      const answer = this.#answer(method, params)
      return answer as never
    },
    openLogin: async (address, interactive) => {
      this.asked.push(new URL(address))
      this.interactive.push(interactive)
      const next = this.#windows.shift()
      if (next === undefined) throw new Error('one window too many')
      return next(new URL(address))
    },
    redirectUrl: back,
    nameOf: async () => undefined,
    exclusively: async (run) => (this.taken ? undefined : run()),
  }

  readonly waiting = new AbortController()

  run = (wished = {}) =>
    signInFlow(this.port, profile, wished, (phase) => this.phases.push(phase), this.waiting.signal)

  #answer(method: string, params: unknown): object {
    if (method === 'beginManagedLogin') {
      const n = this.asked.length
      return { ok: true, value: { state: `s${n}`, nonce: `n${n}`, codeChallenge: `c${n}` } }
    }
    this.finished.push(params)
    if (this.refusal !== undefined) return { ok: false, error: { code: this.refusal, message: 'no' } }
    return { ok: true, value: { account } }
  }
}

describe('signing in on the pool’s own pages', () => {
  test('shows nothing where the browser is signed in there already', async () => {
    const world = new World(code)
    expect(await world.run()).toEqual({ state: 'signedIn', account })
    expect(world.interactive).toEqual([false])
    expect(world.phases).toEqual(['looking', 'finishing'])
    expect(world.finished).toEqual([{ state: 's0', code: 'abc' }])
  })

  test.each([
    ['says that a login is required', loginRequired],
    ['would have to show something', ending('silent')],
    ['does not load without a window', unreachable],
  ])('opens a window where managed login %s, with a transaction of its own', async (_, first) => {
    const world = new World(first, code)
    expect(await world.run()).toEqual({ state: 'signedIn', account })
    expect(world.interactive).toEqual([false, true])
    expect(world.asked.map(({ searchParams }) => searchParams.get('state'))).toEqual(['s0', 's1'])
    expect(world.phases).toEqual(['looking', 'window', 'finishing'])
  })

  test('asks for a code with PKCE, always with openid, at the redirect URL of the pool', async () => {
    const world = new World(code)
    await world.run({ loginHint: 'ada' })
    expect(world.asked[0]?.origin + (world.asked[0]?.pathname ?? '')).toBe(
      'https://login.example/oauth2/authorize',
    )
    expect(Object.fromEntries(world.asked[0]?.searchParams ?? [])).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: back(pool.poolId),
      scope: 'openid email',
      state: 's0',
      nonce: 'n0',
      code_challenge: 'c0',
      code_challenge_method: 'S256',
      prompt: 'none',
      login_hint: 'ada',
    })
  })

  test('leads to the chosen identity provider at once, whoever is signed in there', async () => {
    const world = new World(code)
    await world.run({ provider: 'Google' })
    expect(world.interactive).toEqual([true])
    const { searchParams } = world.asked[0] ?? new URL('about:blank')
    expect(searchParams.get('identity_provider')).toBe('Google')
    expect(searchParams.has('prompt')).toBe(false)
  })

  test('asks anew who it is, where somebody else is meant', async () => {
    const world = new World(code)
    await world.run({ another: true })
    expect(world.interactive).toEqual([true])
    expect(world.asked[0]?.searchParams.get('prompt')).toBe('login')
  })

  test.each([
    [
      'cancelled, where the person closed the window',
      [loginRequired, ending('cancelled')],
      { state: 'cancelled' },
    ],
    ['running, where another window is open', [ending('running')], { state: 'running' }],
    ['unreachable, where the pages do not load', [loginRequired, unreachable], { state: 'unreachable' }],
    [
      'refused, with the endpoint’s words',
      [loginRequired, saying('error=access_denied&error_description=no')],
      { state: 'refused', error: 'access_denied', description: 'no' },
    ],
  ] as const)('ends as %s', async (_, windows, outcome) => {
    expect(await new World(...windows).run()).toEqual(outcome)
  })

  test('ends as running, where another tab of the extension is at it, and opens nothing', async () => {
    const world = new World()
    world.taken = true
    expect(await world.run()).toEqual({ state: 'running' })
    expect(world.asked).toEqual([])
  })

  test('ends as foreign, where the answer came to another path', async () => {
    const elsewhere: Answering = () => ({ state: 'answered', address: `${back('other')}?code=abc&state=s1` })
    const world = new World(loginRequired, elsewhere)
    expect(await world.run()).toMatchObject({ state: 'foreign' })
    expect(world.finished).toEqual([])
  })

  test.each(['noAnswer', 'signInInterrupted'] as const)('ends as interrupted by %s', async (refusal) => {
    const world = new World(code)
    world.refusal = refusal
    expect(await world.run()).toEqual({ state: 'interrupted' })
  })

  test('ends as failed by the background’s other errors', async () => {
    const world = new World(code)
    world.refusal = 'SignatureInvalid'
    expect(await world.run()).toEqual({ state: 'failed', error: { code: 'SignatureInvalid', message: 'no' } })
  })
})

describe('who waits no more', () => {
  const later = () => new Promise((resolve) => setTimeout(resolve))

  test.each([
    ['a login is required', loginRequired],
    ['a code comes', code],
    ['nothing could be reached', unreachable],
  ])('is shown no window, and is not signed in, where then %s', async (_, came) => {
    const world = new World((asked) => {
      world.waiting.abort()
      return came(asked)
    })
    expect(await world.run()).toEqual({ state: 'stopped' })
    await later()
    expect(world.interactive).toEqual([false])
    expect(world.finished).toEqual([])
    expect(world.phases).toEqual(['looking'])
  })

  test('can try again at once, though the first question was never answered', async () => {
    const world = new World()
    let free = true
    const exclusively: LoginPort['exclusively'] = async (run) => {
      if (!free) return undefined
      free = false
      return run().finally(() => (free = true))
    }
    world.port = { ...world.port, exclusively, openLogin: () => new Promise(() => {}) }
    const ended = world.run()
    await later()
    expect(await exclusively(() => Promise.resolve('again'))).toBe(undefined)
    world.waiting.abort()
    expect(await ended).toEqual({ state: 'stopped' })
    expect(await exclusively(() => Promise.resolve('again'))).toBe('again')
  })
})

describe('the words for how it ended', () => {
  test.each([
    { state: 'cancelled' },
    { state: 'stopped' },
    { state: 'interrupted' },
    { state: 'running' },
    { state: 'unreachable' },
    { state: 'refused', error: 'access_denied' },
    { state: 'refused', error: 'never_heard_of', description: 'of this' },
    { state: 'foreign', reason: 'why' },
  ] as const)('say of %j what happened, and what to do', (outcome) => {
    const { title, sentence } = outcomeWords(outcome, 'login.example')
    expect(title).toMatch(/^[A-Z][^.]*$/)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  test('repeat the other side’s own', () => {
    const outcome = { state: 'refused', error: 'never_heard_of', description: 'of this' } as const
    expect(outcomeWords(outcome, 'login.example').details).toBe('never_heard_of: of this')
  })
})
