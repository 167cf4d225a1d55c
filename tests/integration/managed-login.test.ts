import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tokensOf } from '../../packages/local-user-pool/tests/support/call-api.ts'
import { passwordSignIn } from '../../packages/local-user-pool/tests/support/password-sign-in.ts'
import { afterwards, eachDeath, type Deed } from '../support/background/deeds.ts'
import { begin, codeFor, managedLogin, REDIRECT_URI, setUpLogin } from '../support/background/login-person.ts'
import type { AuthorizationRequest } from '../../src/contract/messages.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await setUpLogin(stage, worker, 'rotating')
})
afterEach(() => stage.close())

const finish = (state: string, code: string) => worker.ask('finishManagedLogin', { state, code })
const refused = (code: string) => ({ ok: false, error: { code } })
const transaction = () => stage.session.text('transaction:')

/** A code that stands ready, with the state that it answers. */
async function answered(): Promise<{ state: string; code: string }> {
  const request = await begin(stage, worker)
  return { state: request.state, code: await codeFor(stage, request) }
}

describe('managed login', () => {
  test('signs in like a password does: the session is held, shown, verified and refreshed', async () => {
    expect(await managedLogin(stage, worker)).toMatchObject({ ok: true })
    expect(await worker.value('getSession', { forceRefresh: true })).toMatchObject({
      state: 'signedIn',
      claims: { sub: stage.pool.users.ada.sub, email: 'ada@example.com' },
    })
    await expect
      .poll(() => stage.views())
      .toMatchObject([{ state: 'signedIn', generation: 2, signature: { state: 'verified' } }])
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('tells pages what goes into the address, and neither the verifier nor a token', async () => {
    const request = await begin(stage, worker)
    expect(Object.keys(request).sort()).toEqual(['codeChallenge', 'nonce', 'state'])
    const { verifier } = JSON.parse(stage.session.items.get('transaction:managed-login') ?? '{}')
    expect(verifier).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(request)).not.toContain(verifier)
    const answer = await finish(request.state, await codeFor(stage, request))
    expect(JSON.stringify(answer)).not.toMatch(/eyJ/)
  })

  test('makes each state, nonce and challenge anew', async () => {
    const requests = [await begin(stage, worker), await begin(stage, worker)]
    const values = requests.flatMap((request) => Object.values(request))
    expect(new Set(values).size).toBe(6)
  })

  test('goes on in a worker that starts anew between the question and the answer', async () => {
    const { state, code } = await answered()
    worker = stage.start()
    await worker.started()
    expect(await finish(state, code)).toMatchObject({ ok: true })
  })

  test.each([HOUR, -HOUR])('does not mind a clock that is wrong by %i ms', async (skew) => {
    stage.time.skew = skew
    expect(await managedLogin(stage, worker)).toMatchObject({ ok: true })
    expect(await worker.value('getSession', {})).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(0)
  })

  test('believes tokens that came over TLS while the keys are out of reach, and says so', async () => {
    stage.pool.faults.add({ operation: 'jwks', times: 9, fault: { kind: 'dropBefore' } })
    expect(await managedLogin(stage, worker)).toMatchObject({ ok: true })
    await expect.poll(() => stage.views()).toMatchObject([{ signature: { state: 'unchecked' } }])
  })

  test('is refused where the operator allows only other ways, and may be the only way', async () => {
    stage.managed = { signInMethods: ['password'] }
    const question = { profile: stage.profile('rotating'), redirectUri: REDIRECT_URI }
    expect(await worker.refusal('beginManagedLogin', question)).toBe('forbiddenByPolicy')
    stage.managed = { requireManagedLogin: true }
    expect(await managedLogin(stage, worker)).toMatchObject({ ok: true })
  })

  test('asks nobody where the pool lost its login domain meanwhile', async () => {
    const { state, code } = await answered()
    const { url, poolId, clients } = stage.pool
    await worker.value('saveProfile', { name: 'x', poolId, clientId: clients.rotating.id, endpoint: url })
    const { sent } = stage
    expect(await finish(state, code)).toMatchObject(refused('signInInterrupted'))
    expect(stage.sent).toBe(sent)
  })

  test('asks nobody at a pool that the person removed meanwhile', async () => {
    const { state, code } = await answered()
    await worker.value('removeProfile', { profile: stage.profile('rotating') })
    const { sent } = stage
    expect(await finish(state, code)).toMatchObject(refused('unknownProfile'))
    expect(stage.sent).toBe(sent)
    expect(stage.views()).toEqual([])
  })

  test('asks nobody at another login domain than the one that answered', async () => {
    const { state, code } = await answered()
    const { poolId, clients, url } = stage.pool
    const login = { domain: url.replace('127.0.0.1', 'localhost'), scopes: ['openid'] }
    expect(login.domain).not.toBe(url)
    const input = { name: 'x', poolId, clientId: clients.rotating.id, endpoint: url, login }
    await worker.value('saveProfile', input)
    const { sent } = stage
    expect(await finish(state, code)).toMatchObject(refused('signInInterrupted'))
    expect(stage.sent).toBe(sent)
  })

  test('keeps who signed in, though the disk is full', async () => {
    const { state, code } = await answered()
    stage.local.full = true
    expect(await finish(state, code)).toMatchObject({ ok: true })
    expect(stage.views()).toMatchObject([{ state: 'signedIn' }])
  })

  test.each([
    ['http off this machine', 'http://login.example'],
    ['a path', 'https://login.example/oauth2'],
    ['a user name in it', 'https://a@login.example'],
    ['no scheme', 'login.example'],
  ])('is not set up at an address with %s', async (_, domain) => {
    const login = { domain, scopes: ['openid'] }
    const question = { name: 'x', poolId: 'eu-west-1_Pool', clientId: 'client', login }
    expect(await worker.refusal('saveProfile', question)).toBe('badRequest')
  })
})

describe('a transaction', () => {
  test('is spent by its answer: the same answer again gets nothing, and asks nothing of the pool', async () => {
    const { state, code } = await answered()
    expect(await finish(state, code)).toMatchObject({ ok: true })
    expect(transaction()).toBe('')
    expect(await finish(state, code)).toMatchObject(refused('signInInterrupted'))
    expect(stage.pool.calls.count('token')).toBe(1)
  })

  test('is spent once by two answers at the same time', async () => {
    const { state, code } = await answered()
    const answers = await Promise.all([finish(state, code), finish(state, code)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(stage.pool.calls.count('token')).toBe(1)
  })

  test('is not answered by another state, which leaves it standing', async () => {
    const { state, code } = await answered()
    expect(await finish(`${state}x`, code)).toMatchObject(refused('signInInterrupted'))
    expect(await finish(state, code)).toMatchObject({ ok: true })
  })

  test('gives way to a newer one: who began first has lost', async () => {
    const first = await answered()
    const second = await answered()
    expect(await finish(first.state, first.code)).toMatchObject(refused('signInInterrupted'))
    expect(await finish(second.state, second.code)).toMatchObject({ ok: true })
  })

  test.each([
    ['is answered after nine minutes', 9 * MINUTE, true],
    ['is over after ten', 10 * MINUTE, false],
  ])('%s', async (_, ms, ok) => {
    const request = await begin(stage, worker)
    stage.time.advance(ms)
    const code = await codeFor(stage, request)
    expect(await finish(request.state, code)).toMatchObject({ ok })
    expect(transaction()).toBe('')
  })

  test('ends with the browser', async () => {
    const { state, code } = await answered()
    stage.endBrowser()
    worker = stage.start()
    await worker.started()
    expect(await finish(state, code)).toMatchObject(refused('signInInterrupted'))
  })
})

describe('a token endpoint that fails', () => {
  test.each([
    ['is not reached', { kind: 'dropBefore' }, 'NetworkError'],
    ['answers into the void', { kind: 'dropAfter' }, 'NetworkError'],
    ['is down', { kind: 'unavailableHtml' }, 'HttpError'],
    ['is a captive portal', { kind: 'html' }, 'InvalidResponse'],
    ['sends half an answer', { kind: 'truncatedJson' }, 'InvalidResponse'],
    ['sends no id token', { kind: 'body', body: '{"access_token":"a.b.c"}' }, 'InvalidResponse'],
    ['refuses the code', { kind: 'body', body: '{"error":"invalid_grant"}' }, 'CodeRefused'],
  ] as const)('leaves nobody signed in where it %s, and the next try works', async (_, fault, code) => {
    stage.pool.faults.add({ operation: 'token', fault })
    expect(await managedLogin(stage, worker)).toMatchObject(refused(code))
    expect(stage.views()).toEqual([])
    expect(await managedLogin(stage, worker)).toMatchObject({ ok: true })
  })

  test('is given up after ten seconds', async () => {
    stage.pool.faults.add({ operation: 'token', fault: { kind: 'hang' } })
    const { state, code } = await answered()
    const answer = finish(state, code)
    await stage.time.waited(10_000)
    stage.time.advance(10_000)
    expect(await answer).toMatchObject(refused('Timeout'))
  })

  test('hears its own words repeated', async () => {
    const { state } = await answered()
    expect(await finish(state, 'made-up')).toMatchObject({
      ok: false,
      error: { code: 'CodeRefused', message: expect.stringContaining('invalid_grant') },
    })
  })
})

describe('tokens that come for a code', () => {
  /** What the token endpoint says to a request that is under way, asked past the extension. */
  async function exchanged(request: AuthorizationRequest): Promise<Record<string, string>> {
    const { verifier } = JSON.parse(stage.session.items.get('transaction:managed-login') ?? '{}')
    const form = {
      grant_type: 'authorization_code',
      client_id: stage.pool.clients.rotating.id,
      code: await codeFor(stage, request),
      redirect_uri: REDIRECT_URI,
      code_verifier: verifier,
    }
    const init = { method: 'POST', body: new URLSearchParams(form) }
    return (await fetch(`${stage.pool.url}/oauth2/token`, init)).json()
  }

  const endpointSays = (tokens: Record<string, string | undefined>) =>
    stage.pool.faults.add({ operation: 'token', fault: { kind: 'body', body: JSON.stringify(tokens) } })

  test('are taken where they answer the request, though they come by another way', async () => {
    const request = await begin(stage, worker)
    endpointSays(await exchanged(request))
    expect(await finish(request.state, 'any')).toMatchObject({ ok: true })
  })

  test.each([
    ['signed', 0],
    ['of whose signature nothing can be known', 9],
  ])('are refused with the nonce of another request, %s', async (_, times) => {
    stage.pool.faults.add({ operation: 'jwks', times, fault: { kind: 'dropBefore' } })
    endpointSays(await exchanged(await begin(stage, worker)))
    expect(await managedLogin(stage, worker)).toMatchObject(refused('ClaimsInvalid'))
    expect(stage.views()).toEqual([])
  })

  test('are refused where they are of two people', async () => {
    const request = await begin(stage, worker)
    const tokens = await exchanged(request)
    const { url, clients, users } = stage.pool
    const other = await passwordSignIn({ url, client: clients.rotating, user: users.grace })
    endpointSays({ ...tokens, access_token: tokensOf(other).AccessToken })
    expect(await finish(request.state, 'any')).toMatchObject(refused('ClaimsInvalid'))
    expect(stage.views()).toEqual([])
  })

  test('are refused with their places swapped', async () => {
    const request = await begin(stage, worker)
    const { id_token, access_token, ...rest } = await exchanged(request)
    endpointSays({ ...rest, id_token: access_token, access_token: id_token })
    expect(await finish(request.state, 'any')).toMatchObject(refused('ClaimsInvalid'))
  })

  test('are refused unsigned by the pool, and nothing of them is stored', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const [{ kid }] = (
      await (await fetch(`${stage.pool.url}/${stage.pool.poolId}/.well-known/jwks.json`)).json()
    ).keys
    const forged = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }
    const body = JSON.stringify({ keys: [forged] })
    stage.pool.faults.add({ operation: 'jwks', times: 9, fault: { kind: 'body', body } })
    expect(await managedLogin(stage, worker)).toMatchObject(refused('SignatureInvalid'))
    expect(stage.session.log.join('\n')).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })
})

describe('a worker killed at every step', () => {
  const beginning: Deed = {
    name: 'the beginning of a managed login',
    prepare: (stage, worker) => setUpLogin(stage, worker, 'rotating'),
    act: (worker, stage) =>
      worker.ask('beginManagedLogin', { profile: stage.profile('rotating'), redirectUri: REDIRECT_URI }),
  }
  const codes = new WeakMap<Stage, { state: string; code: string }>()
  const finishing: Deed = {
    name: 'the end of a managed login',
    prepare: async (stage, worker) => {
      await setUpLogin(stage, worker, 'rotating')
      const request = await begin(stage, worker)
      codes.set(stage, { state: request.state, code: await codeFor(stage, request) })
    },
    act: (worker, stage) => worker.ask('finishManagedLogin', codes.get(stage) ?? { state: '', code: '' }),
  }

  test.each([beginning, finishing])(
    'of $name leaves a whole session or none, and the next one works',
    { timeout: 240_000 },
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        expect(['signedIn', 'signedOut']).toContain((await afterwards(ended)).state)
        const next = ended.stage.start()
        expect(await managedLogin(ended.stage, next)).toMatchObject({ ok: true })
        expect(await next.value('getSession', {})).toMatchObject({ state: 'signedIn' })
      })
    },
  )

  test(
    'of its end leaves the answer good, or says that the sign-in must be repeated',
    { timeout: 240_000 },
    async () => {
      await eachDeath(finishing, async ({ stage }) => {
        const again = await stage
          .start()
          .ask('finishManagedLogin', codes.get(stage) ?? { state: '', code: '' })
        expect([true, 'signInInterrupted']).toContain(again.ok || again.error.code)
      })
    },
  )
})
