import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { GrantView, SessionView } from '@cognito-shared-session/page-sdk/protocol'
import type { Sender } from '../../src/background/caller.ts'
import { originOf, type AccountId, type Origin } from '../../src/contract/identity.ts'
import type { AllowSite } from '../../src/contract/messages.ts'
import type { PendingConsent } from '../../src/contract/pending-consent.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = origin('https://app.example')
const OTHER = origin('https://other.example')
const PORTAL = origin('https://portal.example')
const EXTENSION = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const want = { claims: ['email'], accessToken: true }
const CLAIMS = { claims: ['email'], idToken: false, accessToken: false }

let stage: Stage
let worker: Worker
let account: AccountId
let ids = 0

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  const { poolId, clients, url } = stage.pool
  await worker.value('saveProfile', { name: 'web', poolId, clientId: clients.web.id, endpoint: url })
  account = await worker.signIn({ profile: stage.profile('web'), ...ADA })
  stage.hosts.add('https://app.example/*').add('https://other.example/*')
  stage.tabs.set(7, SITE)
})
afterEach(() => stage.close())

function origin(address: string): Origin {
  const found = originOf(address)
  if (found === undefined) throw new Error('not an origin')
  return found
}

const from = (origin: Origin, more: Partial<Sender> = {}): Sender => ({
  origin,
  url: `${origin}/`,
  frameId: 0,
  documentId: 'D',
  tab: { id: 7, url: `${origin}/` },
  ...more,
})
const question = (method: string, params: object, id = `q${(ids += 1)}`) => ({ v: 1, id, method, params })
const connect = (sender = from(SITE), params: object = { want }, id?: string) =>
  worker.sendExternal<GrantView>(question('connect', params, id), sender)
const session = (sender = from(SITE)) => worker.sendExternal<SessionView>(question('getSession', {}), sender)
const allow = (more: Partial<AllowSite> = {}) =>
  worker.value('allowSite', {
    origin: SITE,
    gives: CLAIMS,
    account,
    maySignOut: false,
    tabId: 7,
    until: 'revoked',
    ...more,
  })
const refuse = (site = SITE) => worker.value('refuseSite', { origin: site })

/** What was asked without waiting for an answer has been stored and shown. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Waits until so many sites wait for the person. */
async function waiting(count: number): Promise<PendingConsent[]> {
  for (;;) {
    const keys = [...stage.session.items.keys()].filter((key) => key.startsWith('asking:'))
    const pending = keys.map((key): PendingConsent => JSON.parse(stage.session.items.get(key) ?? 'null'))
    if (pending.length === count && pending.some(({ shown }) => shown) === count > 0) return pending
    await new Promise((resolve) => setImmediate(resolve))
  }
}

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

describe('until', () => {
  // The clock goes on while a test runs.
  const expectAlarmIn = (ms: number) =>
    expect(Math.abs((stage.endAlarm ?? 0) - stage.time.now() - ms)).toBeLessThan(5_000)

  test('an hour is over after an hour: the alarm takes bridge and host back, and tells the page', async () => {
    await allow({ until: 'hour' })
    expectAlarmIn(60 * MINUTE)
    stage.time.advance(59 * MINUTE)
    expect(await session()).toMatchObject({ ok: true })
    stage.time.advance(MINUTE)
    expect(await session()).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    worker = stage.start()
    await worker.endsChanged()
    expect(stage.registered.size).toBe(0)
    expect(stage.hosts.has('https://app.example/*')).toBe(false)
    expect(stage.told.at(-1)).toMatchObject({ event: { detail: { grant: null } } })
    expect(stage.local.items.has(`grant:${SITE}`)).toBe(false)
    expect(stage.endAlarm).toBeUndefined()
  })

  test('thirty days are over after thirty days, alarm or not', async () => {
    await allow({ until: 'month' })
    stage.time.advance(30 * 24 * 60 * MINUTE)
    stage.endAlarm = undefined
    worker = stage.start()
    await worker.started()
    expect(stage.local.items.has(`grant:${SITE}`)).toBe(false)
    expect(stage.hosts.has('https://app.example/*')).toBe(false)
  })

  test('the alarm is for the first that ends, and goes with the last', async () => {
    await allow({ until: 'month' })
    await allow({ origin: OTHER, until: 'hour' })
    expectAlarmIn(60 * MINUTE)
    await worker.value('revokeSite', { origin: OTHER })
    expectAlarmIn(30 * 24 * 60 * MINUTE)
    await worker.value('revokeSite', { origin: SITE })
    expect(stage.endAlarm).toBeUndefined()
  })

  test('this tab: another tab of the site has nothing, and the worker watches tabs only meanwhile', async () => {
    expect(stage.watched).toBe(false)
    await allow({ until: 'tab' })
    expect(stage.watched).toBe(true)
    expect(await session()).toMatchObject({ ok: true })
    expect(await session(from(SITE, { tab: { id: 8 } }))).toMatchObject({ ok: false })
    await worker.value('revokeSite', { origin: SITE })
    expect(stage.watched).toBe(false)
  })

  test.each([
    ['closes', undefined],
    ['goes to another site', OTHER],
  ])('this tab is over when it %s', async (_, shows) => {
    await allow({ until: 'tab' })
    await worker.endsChanged()
    expect(await session()).toMatchObject({ ok: true })
    if (shows === undefined) stage.tabs.delete(7)
    else stage.tabs.set(7, shows)
    await worker.endsChanged()
    expect(await session()).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(stage.hosts.has('https://app.example/*')).toBe(false)
  })

  const tab = (id: number) => from(SITE, { tab: { id, url: `${SITE}/` } })
  const gives = (accessToken: boolean) => ({ gives: { ...CLAIMS, accessToken } })

  test('two tabs have each its own, which ends with it', async () => {
    stage.tabs.set(8, SITE)
    await allow({ until: 'tab' })
    await allow({ until: 'tab', tabId: 8, ...gives(true) })
    expect(JSON.stringify(await session(tab(7)))).not.toMatch(/eyJ/)
    expect(JSON.stringify(await session(tab(8)))).toMatch(/eyJ/)
    stage.tabs.delete(8)
    worker = stage.start()
    await worker.started()
    expect(await session(tab(8))).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await session(tab(7))).toMatchObject({ ok: true })
    expect(stage).toMatchObject({ watched: true, registered: new Set(['https://app.example/*']) })
    stage.tabs.delete(7)
    await worker.endsChanged()
    expect(stage).toMatchObject({ watched: false, registered: new Set() })
    expect(stage.local.text('grant:')).toBe('')
  })

  test('a tab may have more than its site has everywhere, until it closes', async () => {
    await allow()
    await allow({ until: 'tab', ...gives(true) })
    expect(JSON.stringify(await session(tab(7)))).toMatch(/eyJ/)
    expect(JSON.stringify(await session(tab(8)))).not.toMatch(/eyJ/)
    stage.tabs.delete(7)
    await worker.endsChanged()
    expect(await session(tab(8))).toMatchObject({ ok: true })
    expect(await session(tab(7))).toMatchObject({ ok: true })
    expect(JSON.stringify(await session(tab(7)))).not.toMatch(/eyJ/)
    expect(stage.hosts.has('https://app.example/*')).toBe(true)
  })

  test('what a site gets everywhere takes the place of what this tab had', async () => {
    await allow({ until: 'tab', ...gives(true) })
    await allow()
    expect(JSON.stringify(await session(tab(7)))).not.toMatch(/eyJ/)
    expect(stage.watched).toBe(false)
  })

  test('taken back is all of it, in every tab', async () => {
    stage.tabs.set(8, SITE)
    await allow()
    for (const tabId of [7, 8]) await allow({ until: 'tab', tabId })
    await worker.value('revokeSite', { origin: SITE })
    for (const id of [7, 8, 9]) expect(await session(tab(id))).toMatchObject({ ok: false })
    expect(stage.local.text('grant:')).toBe('')
  })

  test.each([
    ['closes', undefined, false],
    ['may have gone elsewhere, which the browser does not say', null, true],
    ['shows the site around it', PORTAL, true],
    ['shows another site', OTHER, false],
  ])('a frame’s tab %s', async (_, shows, lives) => {
    const framed = from(SITE, { frameId: 3, tab: { id: 7, url: `${PORTAL}/` } })
    stage.tabs.set(7, null)
    await allow({ until: 'tab', top: PORTAL })
    expect(await session(framed)).toMatchObject({ ok: true })
    expect(await session({ ...framed, tab: { id: 8, url: `${PORTAL}/` } })).toMatchObject({ ok: false })
    if (shows === undefined) stage.tabs.delete(7)
    else stage.tabs.set(7, shows)
    await worker.endsChanged()
    expect(await session(framed)).toMatchObject({ ok: lives })
  })

  test('this tab is over with the browser, though the next one numbers its tabs alike', async () => {
    await allow({ until: 'tab' })
    stage.endBrowser()
    stage.tabs.set(7, SITE)
    worker = stage.start()
    expect(await session()).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    await worker.started()
    expect(stage.local.items.has(`grant:${SITE}`)).toBe(false)
    expect(stage.hosts.has('https://app.example/*')).toBe(false)
  })
})

test('a grant that an earlier version stored goes on giving what it gave', async () => {
  const since = stage.time.now() - 1
  const grant = { version: 1, origin: SITE, gives: CLAIMS, account, frames: false, maySignOut: true, since }
  await stage.local.set({ [`grant:${SITE}`]: { ...grant, until: { kind: 'revoked' } } })
  worker = stage.start()
  await worker.started()
  expect(await session()).toMatchObject({ ok: true, value: { claims: { email: 'ada@example.com' } } })
  const permissions = await worker.sendExternal(question('permissions', {}), from(SITE))
  expect(permissions).toMatchObject({ value: { gives: CLAIMS, maySignOut: true, since } })
})

test('a click on “Allow” that an earlier version stored still becomes a grant', async () => {
  const now = stage.time.now()
  const grant = {
    version: 1,
    origin: SITE,
    gives: CLAIMS,
    account,
    frames: false,
    maySignOut: true,
    since: now,
  }
  const click = { version: 1, grant: { ...grant, until: { kind: 'revoked' } }, tabId: 7, given: false }
  await stage.local.set({ [`consent:${SITE}`]: { ...click, expires: now + MINUTE } })
  worker = stage.start()
  await worker.hostsAdded('https://app.example/*')
  expect(await session()).toMatchObject({ ok: true })
})
