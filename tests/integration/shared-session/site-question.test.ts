import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sender } from '../../../src/background/caller.ts'
import {
  GIVES,
  GRACE,
  openShared,
  personAt,
  question,
  SITE,
  tab,
  TERMS,
} from '../../support/background/shared-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openShared())
})
afterEach(() => stage.close())

const { signIn, allow } = personAt(() => ({ stage, worker }))

describe('a site', () => {
  test('may not end the person’s other sessions, nor the shared one unless that was ticked', async () => {
    const account = await signIn()
    await allow(account)
    const everywhere = question({ everywhere: true }, 'signOut')
    expect(await worker.sendExternal(everywhere, tab)).toMatchObject({
      ok: false,
      error: { code: 'rejected' },
    })
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS, maySignOut: false })
    const here = question({}, 'signOut')
    expect(await worker.sendExternal(here, tab)).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GlobalSignOut')).toBe(0)
  })

  test('has the session refreshed before its time at most once in half a minute', async () => {
    await allow(await signIn())
    const now = question({ forceRefresh: true })
    for (let times = 0; times < 5; times += 1)
      expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: true })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    stage.time.advance(31_000)
    await worker.sendExternal(now, tab)
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(2)
  })

  test('has no more of it because the worker died meanwhile', async () => {
    await allow(await signIn())
    const now = question({ forceRefresh: true })
    await worker.sendExternal(now, tab)
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: true })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    const writes = stage.session.log.length
    await worker.sendExternal(question(), tab)
    await worker.sendExternal(now, tab)
    expect(stage.session.log.length).toBe(writes)
  })

  test('that asks without end is told so, each of its documents alone, signed in or not', async () => {
    const ask = (documentId: string) => worker.sendExternal(question(), { ...tab, documentId })
    const flood = async () => Promise.all(Array.from({ length: 600 }, () => ask('D1')))
    const codes = (answers: { ok: boolean; error?: { code: string } }[]) =>
      answers.map(({ error }) => error?.code)
    const outside = codes(await flood())
    // The clock runs on while they are asked: a few more than 500 get through.
    expect(outside.slice(0, 500)).toEqual(outside.slice(0, 500).map(() => 'notAllowed'))
    expect(outside.filter((code) => code === 'throttled').length).toBeGreaterThan(50)
    expect(await ask('D2')).toMatchObject({ error: { code: 'notAllowed' } })
    stage.time.advance(10_000)
    await allow(await signIn())
    const inside = await flood()
    expect(inside.slice(0, 500).every(({ ok }) => ok)).toBe(true)
    expect(codes(inside)).toContain('throttled')
    expect(await ask('D2')).toMatchObject({ ok: true })
    expect(await worker.value('getSession', {})).toMatchObject({ state: 'signedIn' })
  })

  test('cannot hurry a user pool that asks for patience', async () => {
    const account = await signIn('short')
    await allow(account)
    stage.time.advance(31_000)
    const fault = { kind: 'throttled', retryAfterSeconds: 60 } as const
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 5, fault })
    const now = question({ forceRefresh: true })
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: false, error: { code: 'throttled' } })
    stage.time.advance(31_000)
    expect(await worker.sendExternal(now, tab)).toMatchObject({ ok: false, error: { code: 'throttled' } })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('whose grant is taken back while its refresh is under way gets nothing', async () => {
    const account = await signIn('short')
    await allow(account)
    stage.time.advance(31_000)
    stage.pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 1,
      fault: { kind: 'latency', ms: 300 },
    })
    const asked = worker.sendExternal(question(), tab)
    while (stage.pool.calls.count('GetTokensFromRefreshToken') === 0)
      await new Promise((resolve) => setImmediate(resolve))
    await worker.value('revokeSite', { origin: SITE })
    expect(await asked).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(stage.registered).toEqual(new Set())
    expect(stage.hosts).toEqual(new Set())
  })

  test('is told when the session changes, in the order of generations', async () => {
    const account = await signIn()
    await allow(account)
    stage.told.length = 0
    await worker.value('getSession', { account, forceRefresh: true })
    await worker.value('signOut', { account })
    const generations = stage.told.map(({ event }) =>
      event.event === 'sessionChanged' ? event.detail.generation : NaN,
    )
    expect(generations.length).toBeGreaterThan(1)
    expect(generations).toEqual([...generations].sort((a, b) => a - b))
  })

  test('may end the shared session where its grant says so', async () => {
    const account = await signIn()
    await allow(account)
    expect(await worker.sendExternal(question({}, 'signOut'), tab)).toMatchObject({ ok: true })
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: true,
      value: { state: 'signedOut' },
    })
    expect(stage.views()).toMatchObject([{ account, state: 'signedOut' }])
  })

  test('gets its bridge back in open tabs after an update, and only then', async () => {
    await allow(await signIn())
    stage.injected.length = 0
    worker = stage.start()
    await worker.started()
    expect(stage.injected).toEqual([])
    // An update clears the session area and the registered scripts.
    stage.session.items.clear()
    stage.registered.clear()
    worker = stage.start()
    await worker.started()
    expect(stage.injected).toEqual(['https://app.example/*'])
    expect(stage.registered).toEqual(new Set(['https://app.example/*']))
  })
})
describe('a message that should not be', () => {
  test.each<[string, unknown, Sender, string]>([
    ['an unknown method', question({}, 'readRefreshToken'), tab, 'badRequest'],
    ['an inherited name', question({}, 'constructor'), tab, 'badRequest'],
    ['an extra key in the envelope', { ...question(), origin: SITE }, tab, 'badRequest'],
    ['an extra key in the params', question({ account: 'x', admin: true }), tab, 'badRequest'],
    ['params of the wrong type', question({ forceRefresh: 'yes' }), tab, 'badRequest'],
    ['no object', 'getSession', tab, 'badRequest'],
    ['nothing', undefined, tab, 'badRequest'],
    [
      'a prototype',
      JSON.parse('{"v":1,"id":"q","method":"getSession","params":{"__proto__":{"a":1}}}'),
      tab,
      'badRequest',
    ],
    ['70 kB', question({ reason: 'x'.repeat(70_000) }, 'connect'), tab, 'badRequest'],
    ['another version', { ...question(), v: 2 }, tab, 'badRequest'],
    ['a sandboxed frame', question(), { ...tab, origin: 'null' }, 'notAllowed'],
    ['another extension', question(), { ...tab, id: 'a'.repeat(32) }, 'notAllowed'],
    ['a frame of the site, without frames in the grant', question(), { ...tab, frameId: 3 }, 'notAllowed'],
    ['the popup’s questions from a site', question({ origin: SITE }, 'revokeSite'), tab, 'notAllowed'],
    [
      'a sign-in from a site',
      question({ profile: 'a/b', username: 'a', password: 'b' }, 'signIn'),
      tab,
      'notAllowed',
    ],
  ])('%s is refused with a code, and nothing changes', async (_, message, sender, code) => {
    await allow(await signIn())
    const before = stage.session.text() + stage.local.text()
    const answer = await worker.sendExternal(message, sender)
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(JSON.stringify(answer)).not.toContain('eyJ')
    expect(stage.session.text() + stage.local.text()).toBe(before)
  })

  test('a site cannot name another account', async () => {
    const ada = await signIn()
    const grace = await signIn('web', GRACE)
    await allow(ada)
    for (const method of ['getSession', 'signOut']) {
      const answer = await worker.sendExternal(question({ account: grace }, method), tab)
      expect(answer).toMatchObject({ ok: false, error: { code: 'badRequest' } })
    }
    expect(await worker.value('getSession', { account: grace })).toMatchObject({ state: 'signedIn' })
  })
})
