import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../../src/contract/identity.ts'
import {
  CLAIMS,
  EXTENSION,
  from,
  openAsking,
  PORTAL,
  questionsAt,
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

describe('a page that asks', () => {
  test('opens one window, is counted on the icon, and gets what was ticked of what it wanted', async () => {
    const asked = connect(from(SITE), { want, reason: 'To greet you.' })
    expect(await waiting(1)).toMatchObject([
      { origin: SITE, want: { ...want, idToken: false }, reason: 'To greet you.', tabId: 7 },
    ])
    expect(stage).toMatchObject({ asking: true, opened: 1, badge: '1' })
    await allow()
    expect(await asked).toMatchObject({ ok: true, value: { gives: CLAIMS, frames: false } })
    expect(stage).toMatchObject({ asking: false, badge: '' })
    const answer = await session()
    expect(answer).toMatchObject({ ok: true, value: { claims: { email: 'ada@example.com' } } })
    expect(JSON.stringify(answer)).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  test('gets its grant with the browser’s yes, though that came later and to another worker', async () => {
    stage.hosts.clear()
    void connect(from(SITE), { want }, 'the-same')
    await waiting(1)
    expect(await allow()).toEqual({ state: 'waiting' })
    expect(stage.asking).toBe(true)
    worker = stage.start()
    await worker.started()
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await connect(from(SITE), { want }, 'the-same')).toMatchObject({
      ok: true,
      value: { gives: CLAIMS },
    })
    expect(stage).toMatchObject({ asking: false, badge: '', opened: 1 })
  })

  test('and is refused is told so, and nothing more', async () => {
    const asked = connect()
    await waiting(1)
    await refuse()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await session()).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(stage).toMatchObject({ asking: false, badge: '' })
  })

  test('is refused when the person closes the window, also while no worker was running', async () => {
    for (const alive of [true, false]) {
      const asked = connect()
      await waiting(1)
      stage.asking = false
      if (!alive) worker = stage.start()
      await worker.windowClosed()
      if (alive) expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
      await waiting(0)
      expect(stage.asking).toBe(false)
    }
  })

  test('is not refused because another window was closed', async () => {
    const asked = connect()
    await waiting(1)
    await worker.windowClosed()
    await allow()
    expect(await asked).toMatchObject({ ok: true })
  })

  test('is not answered by a click on “Allow” that was made before the window was closed', async () => {
    stage.hosts.clear()
    const asked = connect()
    await waiting(1)
    await allow()
    stage.asking = false
    await worker.windowClosed()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await session()).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
  })

  test('silently, without a name for what it wants, or by a bridge, asks nobody', async () => {
    const none = await session()
    expect(await connect(from(SITE), { want, silent: true })).toMatchObject({
      ok: false,
      error: none.ok ? {} : none.error,
    })
    const bridged = await worker.send(question('connect', { want }), { ...from(SITE), id: EXTENSION })
    expect(bridged).toMatchObject({ ok: false, error: none.ok ? {} : none.error })
    expect(await connect(from(SITE), { want: {} })).toMatchObject({
      ok: false,
      error: { code: 'badRequest' },
    })
    expect(stage.opened).toBe(0)
  })

  test('learns nothing of who is signed in: the question is the same, signed out', async () => {
    await worker.value('signOut', { account })
    const asked = connect()
    await waiting(1)
    await refuse()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
  })

  test('once it has all that it wants gets that, and no window; silently it gets what there is', async () => {
    await allow()
    for (const params of [{ want: { claims: ['email'] } }, { want: {} }, { want, silent: true }]) {
      expect(await connect(from(SITE), params)).toMatchObject({ ok: true, value: { gives: CLAIMS } })
    }
    expect(stage.opened).toBe(0)
  })

  test('gets its answer too when the person allows it by the toolbar icon instead', async () => {
    const asked = connect()
    await waiting(1)
    await allow({ gives: { ...CLAIMS, idToken: true } })
    expect(await asked).toMatchObject({ ok: true, value: { gives: { idToken: true } } })
    expect(stage.asking).toBe(false)
  })
})
describe('a frame that asks', () => {
  const inPortal = from(SITE, { frameId: 3, tab: { id: 7, url: `${PORTAL}/` } })

  test('is named with the site around it, and allowed there and nowhere else', async () => {
    const asked = connect(inPortal)
    expect(await waiting(1)).toMatchObject([{ origin: SITE, top: PORTAL }])
    await allow({ top: PORTAL })
    expect(await asked).toMatchObject({ ok: true, value: { frames: true } })
    expect(await session(inPortal)).toMatchObject({ ok: true })
    const elsewhere = from(SITE, { frameId: 3, tab: { id: 7, url: 'https://evil.example/' } })
    expect(await session(elsewhere)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await session(from(SITE, { frameId: 3, tab: { id: 7 } }))).toMatchObject({ ok: false })
    expect(await session()).toMatchObject({ ok: true })
  })

  test('gets the bridge, though its tab shows another site, and news there', async () => {
    const asked = connect(inPortal)
    await waiting(1)
    await allow({ top: PORTAL })
    await asked
    expect(stage.injected).toContain('frame 3 of tab 7')
    await worker.value('getSession', { account, forceRefresh: true })
    expect(stage.told.at(-1)).toMatchObject({ origin: SITE, around: [PORTAL], event: { v: 1 } })
    expect(stage.told.at(-1)?.event.event).toBe('sessionChanged')
  })

  test('of a site that is then allowed for another account has nothing of that', async () => {
    await allow({ top: PORTAL })
    await allow()
    expect(await session(inPortal)).toMatchObject({ ok: true })
    const other = await worker.signIn({
      profile: stage.profile('web'),
      username: 'bob',
      password: stage.pool.users.bob.password,
    })
    await allow({ account: other })
    expect(await session()).toMatchObject({ ok: true, value: { claims: { email: 'bob@example.com' } } })
    expect(await session(inPortal)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
  })

  test('where the browser does not say in what, or in an insecure page, asks nobody', async () => {
    for (const tab of [{ id: 7 }, { id: 7, url: 'http://insecure.example/' }]) {
      expect(await connect(from(SITE, { frameId: 3, tab }))).toMatchObject({
        ok: false,
        error: { code: 'notAllowed' },
      })
    }
    expect(stage.opened).toBe(0)
  })

  test('of a site that has a grant: what that gives is shown too, and may be kept', async () => {
    await allow({ gives: { ...CLAIMS, idToken: true } })
    expect(await session(inPortal)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    void connect(inPortal)
    expect(await waiting(1)).toMatchObject([
      { want: { claims: ['email'], idToken: true, accessToken: true } },
    ])
  })
})
