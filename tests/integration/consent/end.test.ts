import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../../src/contract/identity.ts'
import {
  CLAIMS,
  from,
  openAsking,
  OTHER,
  PORTAL,
  questionsAt,
  SITE,
} from '../../support/background/asking-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

const MINUTE = 60_000

let stage: Stage
let worker: Worker
let account: AccountId

beforeEach(async () => {
  ;({ stage, worker, account } = await openAsking())
})
afterEach(() => stage.close())

const { allow, question, session } = questionsAt(() => ({ stage, worker, account }))

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
