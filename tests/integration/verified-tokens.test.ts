import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import type { Signature } from '../../src/contract/view.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example')
const tab = { origin: 'https://app.example', frameId: 0, documentId: 'D1', tab: { id: 7 } }
const question = { v: 1, id: 'q', method: 'getSession', params: {} }

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await worker.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
})
afterEach(() => stage.close())

async function signIn(): Promise<AccountId> {
  return worker.signIn({ profile: stage.profile('rotating'), ...ADA })
}

const signature = (): Signature | undefined => {
  const [view] = stage.views()
  return view?.state === 'signedIn' ? view.signature : undefined
}

const fetches = () => stage.pool.calls.count('jwks')

/** A key set that the pool's keys are not in, under the `kid` that its tokens name, or another one. */
function foreignKeys(kid?: string, alg = 'RS256'): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg, kid: kid ?? kidOf() }
  return JSON.stringify({ keys: [key] })
}

function kidOf(): string {
  const text = [...stage.session.items].find(([key]) => key.startsWith('session:'))?.[1] ?? '""'
  const [head = ''] = JSON.parse(JSON.parse(text)).idToken.split('.')
  return JSON.parse(Buffer.from(head, 'base64url').toString()).kid
}

/** The pool answers the question for its keys with something else, as often as it is asked. */
const keysAre = (body: string) => stage.pool.faults.add({ operation: 'jwks', fault: { kind: 'body', body } })

async function allowSite(account: AccountId): Promise<void> {
  stage.hosts.add('https://app.example/*')
  const gives = { claims: ['sub'], idToken: true, accessToken: true }
  if (SITE === undefined) throw new Error('not an origin')
  await worker.value('allowSite', {
    origin: SITE,
    gives,
    account,
    maySignOut: true,
    tabId: 7,
    until: 'revoked',
  })
}

describe('tokens that the pool signed', () => {
  test('are verified once, and the view says so', async () => {
    const account = await signIn()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(signature()).toEqual({ state: 'verified' })
    await worker.value('getSession', { account })
    worker = stage.start()
    await worker.started()
    await worker.value('getSession', { account })
    expect(fetches()).toBe(1)
  })

  test('are verified after a refresh with the keys of before, by a worker that never saw them', async () => {
    const account = await signIn()
    await worker.value('getSession', { account })
    stage.time.advance(61 * MINUTE)
    worker = stage.start()
    await worker.value('getSession', { account })
    expect(signature()).toEqual({ state: 'verified' })
    expect(fetches()).toBe(1)
  })

  test.each([3_600_000, -3_600_000])('are verified by a clock that is %i ms wrong', async (skew) => {
    stage.time.skew = skew
    const account = await signIn()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(signature()).toEqual({ state: 'verified' })
  })

  test('with a key that the pool has had only since are verified with it', async () => {
    keysAre(foreignKeys('an-older-key'))
    const account = await signIn()
    await worker.ask('getSession', { account })
    stage.pool.faults.clear()
    stage.time.advance(MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(signature()).toEqual({ state: 'verified' })
  })
})

describe('tokens whose keys are out of reach', () => {
  test.each([{ kind: 'dropBefore' }, { kind: 'unavailableHtml' }, { kind: 'html' }] as const)(
    '($kind) are delivered, and are said to be unchecked',
    async (fault) => {
      stage.pool.faults.add({ operation: 'jwks', fault })
      const account = await signIn()
      expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
      expect(signature()).toEqual({ state: 'unchecked' })
    },
  )

  test('behind a captive portal are checked by the next worker: its page is not kept as keys', async () => {
    stage.pool.faults.add({ operation: 'jwks', fault: { kind: 'html' } })
    const account = await signIn()
    await worker.value('getSession', { account })
    stage.pool.faults.clear()
    stage.time.advance(61 * MINUTE)
    worker = stage.start()
    await worker.value('getSession', { account })
    expect(signature()).toEqual({ state: 'verified' })
  })

  test('are verified at the next start', async () => {
    stage.pool.faults.add({ operation: 'jwks', fault: { kind: 'dropBefore' } })
    const account = await signIn()
    await worker.value('getSession', { account })
    stage.pool.faults.clear()
    worker = stage.start()
    await worker.started()
    expect(signature()).toEqual({ state: 'verified' })
  })

  test('keep no second question waiting', async () => {
    stage.pool.faults.add({ operation: 'jwks', fault: { kind: 'hang' } })
    const account = await signIn()
    const first = worker.value('getSession', { account })
    await stage.time.waited(10_000)
    stage.time.advance(10_001)
    expect(await first).toMatchObject({ state: 'signedIn' })
    // Nothing moves the clock any more: an answer that waited for the keys would never come.
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(signature()).toEqual({ state: 'unchecked' })
  })
})

describe('tokens that the pool did not sign', () => {
  const refreshedWith = async (keys: () => string): Promise<AccountId> => {
    const account = await signIn()
    await allowSite(account)
    await worker.value('getSession', { account })
    keysAre(keys())
    for (const key of stage.session.items.keys()) if (key.startsWith('keys:')) stage.session.items.delete(key)
    stage.time.advance(61 * MINUTE)
    worker = stage.start()
    return account
  }

  test.each<[string, () => string, string]>([
    ['another key under the same name', () => foreignKeys(), 'SignatureInvalid'],
    ['a key of another name', () => foreignKeys('nobody-knows'), 'KeyUnknown'],
    ['a key for another algorithm', () => foreignKeys(undefined, 'RS384'), 'AlgorithmUnsupported'],
    ['no key at all', () => '{"keys":[]}', 'KeyUnknown'],
  ])('(%s) reach nobody, and their record is kept', async (_, keys, code) => {
    const account = await refreshedWith(keys)
    expect(await worker.sendExternal<SessionView>(question, tab)).toMatchObject({
      ok: false,
      error: { code: 'signatureInvalid' },
    })
    expect(await worker.refusal('getSession', { account })).toBe('signatureInvalid')
    expect(await worker.refusal('showClaims', { tabId: 7 })).toBe('signatureInvalid')
    expect(stage.shown).toEqual([])
    expect(signature()).toEqual({ state: 'failed', code })
    expect(stage.session.text('session:')).toContain('refreshToken')
  })

  test('are followed by some that it did, and these are delivered', async () => {
    const account = await refreshedWith(() => foreignKeys())
    await worker.refusal('getSession', { account })
    stage.pool.faults.clear()
    stage.session.items.delete([...stage.session.items.keys()].find((key) => key.startsWith('keys:')) ?? '')
    worker = stage.start()
    expect(await worker.value('getSession', { account, forceRefresh: true })).toMatchObject({
      state: 'signedIn',
    })
    expect(signature()).toEqual({ state: 'verified' })
  })

  test('stay undelivered when the worker dies between storing and judging them', async () => {
    const account = await refreshedWith(() => foreignKeys())
    await worker.refusal('getSession', { account })
    const [key, text] = [...stage.session.items].find(([name]) => name.startsWith('view:')) ?? ['', '{}']
    stage.session.items.set(key, JSON.stringify({ ...JSON.parse(text), signature: { state: 'pending' } }))
    worker = stage.start()
    expect(await worker.refusal('getSession', { account })).toBe('signatureInvalid')
  })
})
