import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/background/caller.ts'
import { Router, type Handlers } from '../../../src/background/router.ts'
import { callerKinds, type CallerKind } from '../../../src/contract/audience.ts'
import type { Grant } from '../../../src/contract/grant.ts'
import { accountIdFrom, originOf } from '../../../src/contract/identity.ts'
import type { Method } from '../../../src/contract/messages.ts'
import { judged, judgedPage, methods, sound } from '../../support/every-message.ts'
import { pageErrorCodes } from '@cognito-shared-session/page-sdk/protocol'

const CANARY = 'eyJ.canary-of-a-refresh-token'
const SITE = originOf('https://app.example') ?? fail()

function fail(): never {
  throw new Error('not an origin')
}

const site = { origin: SITE, tabId: 1, frameId: 0, documentId: 'D' }
const callers: Record<CallerKind, Caller> = {
  extensionPage: { kind: 'extensionPage', path: 'src/popup/index.html' },
  contentScript: { kind: 'contentScript', ...site },
  page: { kind: 'page', ...site },
  otherExtension: { kind: 'otherExtension' },
}
const grant: Grant = {
  version: 2,
  origin: SITE,
  gives: { claims: ['sub'], idToken: false, accessToken: false },
  account: accountIdFrom('i|c|s'),
  frames: [],
  maySignOut: false,
  since: 0,
  until: { kind: 'revoked' },
}

let handled: Method[] = []
let granted: Grant | undefined
/** As many questions as a document likes. */
const rate = { allows: () => true }

function routerThat(answers: () => unknown): Router {
  const handler = (method: Method) => async () => {
    handled.push(method)
    return answers()
  }
  const handlers = Object.fromEntries(methods.map((method) => [method, handler(method)]))
  return new Router(handlers as unknown as Handlers, { find: async () => granted }, rate)
}
const ask = (method: Method, caller: Caller | undefined, router = routerThat(() => null)) =>
  router.answer({ v: 1, id: 'q', method, params: sound[method] }, caller)

beforeEach(() => {
  handled = []
  granted = grant
})

describe('every message by every kind of caller', () => {
  const table = methods.flatMap((method) =>
    callerKinds.map((kind) => [method, kind, judged[method].includes(kind)] as const),
  )

  test.each(table)('%s by %s: %s', async (method, kind, may) => {
    const answer = await ask(method, callers[kind])
    expect(answer.ok).toBe(may)
    expect(handled).toEqual(may ? [method] : [])
    if (!answer.ok) expect(answer.error.code).toBe('notAllowed')
  })

  test.each(methods)('%s by another page of the extension than the popup', async (method) => {
    const answer = await ask(method, { kind: 'extensionPage', path: 'src/consent/index.html' })
    expect(answer.ok).toBe(judged[method].includes('extensionPage') && judgedPage[method] === undefined)
    if (!answer.ok) expect(answer.error.code).toBe('notAllowed')
  })

  test.each(methods)('%s by nobody in particular is refused', async (method) => {
    expect(await ask(method, undefined)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(handled).toEqual([])
  })

  test.each(methods)(
    '%s by a site without a grant is refused, but for asking whether there is one, or for one',
    async (method) => {
      granted = undefined
      for (const kind of ['page', 'contentScript'] as const) {
        expect((await ask(method, callers[kind])).ok).toBe(method === 'permissions' || method === 'connect')
      }
    },
  )
})

describe('whatever is sent', () => {
  const RUNS = process.env['FULL'] === undefined ? 10_000 : 100_000
  const leaking = () => {
    throw new Error(`The store said ${CANARY}`)
  }
  const key = fc.oneof(
    fc.constantFrom(
      'v',
      'id',
      'method',
      'params',
      'want',
      'claims',
      '__proto__',
      'constructor',
      'account',
      'origin',
    ),
    fc.string(),
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...methods, 1, null, true, SITE, 'x'.repeat(70_000)),
      fc.anything(),
      fc.dictionary(key, tie('any')),
      fc.array(tie('any')),
    ),
  })).any
  const message = fc.oneof(
    value,
    fc.record({
      v: fc.constant(1),
      id: fc.string(),
      method: fc.oneof(fc.constantFrom(...methods), fc.string()),
      params: value,
    }),
    fc.record({
      v: fc.constant(1),
      id: fc.constant('q'),
      method: fc.constantFrom(...methods),
      params: fc.dictionary(key, value),
    }),
  )

  test(
    `the answer is a coded error or a value, never a throw, and never a word of what went wrong inside (${RUNS} messages)`,
    { timeout: 300_000 },
    async () => {
      const router = routerThat(leaking)
      await fc.assert(
        fc.asyncProperty(
          message,
          fc.constantFrom(callers.page, callers.contentScript, callers.otherExtension, undefined),
          async (sent, caller) => {
            const answer = await router.answer(sent, caller)
            if (answer.ok) throw new Error('Nothing here can succeed.')
            expect(pageErrorCodes).toContain(answer.error.code)
            expect(JSON.stringify(answer)).not.toContain(CANARY)
          },
        ),
        { numRuns: RUNS, seed: 20_261_122 },
      )
    },
  )
})
