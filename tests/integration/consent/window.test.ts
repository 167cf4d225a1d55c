import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../../src/contract/identity.ts'
import {
  CLAIMS,
  EXTENSION,
  from,
  openAsking,
  OTHER,
  questionsAt,
  settled,
  SITE,
  want,
} from '../../support/background/asking-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

let stage: Stage
let worker: Worker
let account: AccountId

beforeEach(async () => {
  ;({ stage, worker, account } = await openAsking())
})
afterEach(() => stage.close())

const { allow, connect, question, refuse, session, waiting } = questionsAt(() => ({ stage, worker, account }))

describe('a site that asks for more than it has', () => {
  test('learns at once how much a site can have', async () => {
    const named = (count: number, of: string) => Array.from({ length: count }, (_, at) => `${of}${at}`)
    await allow({ gives: { ...CLAIMS, claims: named(150, 'had') } })
    const message = expect.stringMatching(/200 claims at most/)
    expect(await connect(from(SITE), { want: { claims: named(51, 'more') } })).toMatchObject({
      ok: false,
      error: { code: 'badRequest', message },
    })
    expect(stage.asking).toBe(false)
  })

  beforeEach(() => allow({ until: 'hour' }))

  test('is shown with what it has, and keeps that where it is refused', async () => {
    const asked = connect()
    expect(await waiting(1)).toMatchObject([
      { want: { ...want, idToken: false }, before: { gives: CLAIMS, account, until: { kind: 'time' } } },
    ])
    await refuse()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await connect(from(SITE), { want, silent: true })).toMatchObject({ value: { gives: CLAIMS } })
    const answer = await session()
    expect(answer).toMatchObject({ ok: true, value: { claims: { email: 'ada@example.com' } } })
    expect(JSON.stringify(answer)).not.toMatch(/eyJ/)
  })

  test('gets what is ticked now, no more and no less', async () => {
    const asked = connect()
    await waiting(1)
    const gives = { claims: [], idToken: false, accessToken: true }
    await allow({ gives })
    expect(await asked).toMatchObject({ ok: true, value: { gives } })
    const answer = await session()
    expect(answer).toMatchObject({ value: { accessToken: expect.stringMatching(/^eyJ/) } })
    expect(JSON.stringify(answer)).not.toMatch(/"email"|idToken/)
  })

  test('may do so by the bridge too, since it was allowed', async () => {
    const asked = worker.send(question('connect', { want }), { ...from(SITE), id: EXTENSION })
    await waiting(1)
    await refuse()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
  })

  test('and is given less than it wants is answered once, though its answer was lost', async () => {
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
    await allow({ gives: { ...CLAIMS, idToken: true } })
    worker = stage.start()
    const again = await connect(from(SITE), { want }, 'the-same')
    expect(again).toMatchObject({ ok: true, value: { gives: { idToken: true, accessToken: false } } })
    expect(stage).toMatchObject({ asking: false, opened: 1 })
    void connect(from(SITE), { want }, 'another')
    await waiting(1)
  })
})
describe('questions of several', () => {
  test('pages of one site are one question', async () => {
    const both = [connect(), connect(from(SITE, { documentId: 'E', tab: { id: 8 } }))]
    await waiting(1)
    expect(stage).toMatchObject({ opened: 1, badge: '1' })
    await allow()
    for (const asked of both) expect(await asked).toMatchObject({ ok: true })
  })

  test('sites wait for each other, in the order in which they asked', async () => {
    const first = connect()
    await waiting(1)
    stage.time.advance(1)
    const second = connect(from(OTHER, { tab: { id: 9 } }))
    await waiting(2)
    expect(stage).toMatchObject({ opened: 1, badge: '2' })
    expect((await waiting(2)).filter(({ shown }) => shown)).toMatchObject([{ origin: SITE }])
    await refuse()
    expect(await first).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await waiting(1)).toMatchObject([{ origin: OTHER, shown: true }])
    expect(stage).toMatchObject({ asking: true, badge: '1' })
    await allow({ origin: OTHER })
    expect(await second).toMatchObject({ ok: true, value: { origin: OTHER } })
    expect(stage.asking).toBe(false)
  })

  test('a closed window refuses the one it showed, and the next gets a window of its own', async () => {
    const first = connect()
    await waiting(1)
    stage.time.advance(1)
    void connect(from(OTHER))
    await waiting(2)
    stage.asking = false
    await worker.windowClosed()
    expect(await first).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await waiting(1)).toMatchObject([{ origin: OTHER, shown: true }])
    expect(stage).toMatchObject({ asking: true, opened: 2 })
  })
})
describe('a site that is refused again and again', () => {
  async function refuseOnce(): Promise<void> {
    const asked = connect()
    await waiting(1)
    await refuse()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
  }

  test('waits a minute after the third time in half a minute, whatever worker it asks', async () => {
    for (let times = 0; times < 3; times += 1) {
      await refuseOnce()
      stage.time.advance(10_000)
    }
    worker = stage.start()
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'throttled' } })
    expect(stage.opened).toBe(3)
    const other = connect(from(OTHER))
    await waiting(1)
    await refuse(OTHER)
    await other
    stage.time.advance(51_000)
    await refuseOnce()
  })

  test('slowly may go on asking', async () => {
    for (let times = 0; times < 5; times += 1) {
      await refuseOnce()
      stage.time.advance(16_000)
    }
  })

  test('is refused once, however often it is told', async () => {
    const asked = connect()
    await waiting(1)
    await Promise.all([refuse(), refuse(), refuse()])
    await asked
    const again = connect()
    await waiting(1)
    await allow()
    expect(await again).toMatchObject({ ok: true })
  })
})
describe('a question whose worker died', () => {
  test('is joined by its repetition, in the window that is open', async () => {
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
    worker = stage.start()
    await worker.started()
    const again = connect(from(SITE), { want }, 'the-same')
    await allow()
    expect(await again).toMatchObject({ ok: true })
    expect(stage.opened).toBe(1)
  })

  test('and was refused meanwhile is answered so, and opens no window anew', async () => {
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
    worker = stage.start()
    await refuse()
    const again = connect(from(SITE), { want }, 'the-same')
    expect(await again).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(stage).toMatchObject({ asking: false, opened: 1 })
    // A new question is another one, and so is one of this name later on.
    stage.time.advance(10_000)
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
  })
})
describe('the window that asks', () => {
  test('stays where it is while the person does something else: workers die, questions are repeated, windows close', async () => {
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
    for (let deaths = 0; deaths < 3; deaths += 1) {
      worker = stage.start()
      await worker.started()
      void connect(from(SITE), { want }, 'the-same')
      await worker.windowClosed()
    }
    await settled()
    expect(stage).toMatchObject({ opened: 1, raised: 0 })
  })

  test('comes to the front for another question of the page, but not as often as that likes', async () => {
    void connect()
    await waiting(1)
    stage.time.advance(5_000)
    for (let times = 0; times < 20; times += 1) void connect()
    await settled()
    expect(stage.raised).toBe(1)
    stage.time.advance(5_000)
    void connect()
    await settled()
    expect(stage).toMatchObject({ opened: 1, raised: 2 })
  })

  test('comes to the front with the question of the next site', async () => {
    void connect()
    await waiting(1)
    stage.time.advance(1)
    void connect(from(OTHER))
    await waiting(2)
    await refuse()
    expect(await waiting(1)).toMatchObject([{ origin: OTHER, shown: true }])
    expect(stage).toMatchObject({ opened: 1, raised: 1 })
  })
})
