import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import {
  GIVES,
  openShared,
  personAt,
  question,
  siteAt,
  SITE,
  tab,
  TERMS,
} from '../../support/background/shared-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

const MINUTE = 60_000

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openShared())
})
afterEach(() => stage.close())

const { signIn, allow } = personAt(() => ({ stage, worker }))

describe('a site', () => {
  test('without a grant gets one and the same answer, signed in or not', async () => {
    const before = await worker.sendExternal(question(), tab)
    await signIn()
    const after = await worker.sendExternal(question(), tab)
    expect(after).toEqual(before)
    expect(after).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
  })

  test('that the person allowed gets what was given, by either way in', async () => {
    const account = await signIn()
    await allow(account)
    const direct = await worker.sendExternal<SessionView>(question(), tab)
    const bridged = await worker.send<SessionView>(question(), {
      ...tab,
      id: 'mophcmpmhijfcmgpeabfgglojbeeclif',
    })
    expect(direct).toEqual(bridged)
    expect(direct).toMatchObject({
      ok: true,
      value: { state: 'signedIn', claims: { email: 'ada@example.com' } },
    })
    expect(JSON.stringify(direct)).not.toContain(account)
    expect(stage.registered).toEqual(new Set(['https://app.example/*']))
  })

  test('gets a grant only when the browser gave the host too, and then without another click', async () => {
    const account = await signIn()
    const asked = { origin: SITE, gives: GIVES, account, ...TERMS }
    expect(await worker.value('allowSite', asked)).toEqual({ state: 'waiting' })
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
    worker = stage.start()
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
  })

  test('gets none because somebody chose “on all sites”, nor by a click of six minutes ago', async () => {
    const account = await signIn()
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS })
    await worker.hostsAdded('https://*/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
    await worker.value('declineSite', { origin: SITE })
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
    stage.hosts.clear()
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS })
    stage.time.advance(6 * MINUTE)
    stage.hosts.add('https://app.example/*')
    await worker.hostsAdded('https://app.example/*')
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: false })
  })

  test('that the person declined gets no grant when its neighbour on the host is allowed', async () => {
    const account = await signIn()
    const [one, two] = [siteAt('http://localhost:5001'), siteAt('http://localhost:5002')]
    const from = (origin: string) => worker.sendExternal(question(), { ...tab, origin })
    for (const declines of [true, false]) {
      await worker.value('allowSite', { origin: one, gives: GIVES, account, ...TERMS })
      // Where the browser's question closed the popup, nobody says that the answer was no.
      if (declines) await worker.value('declineSite', { origin: one })
      await worker.value('allowSite', { origin: two, gives: GIVES, account, ...TERMS })
      stage.hosts.add('http://localhost/*')
      await worker.hostsAdded('http://localhost/*')
      expect(await from(two)).toMatchObject({ ok: true })
      expect(await from(one)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
      await worker.value('revokeSite', { origin: two })
    }
  })

  test('loses its grant at the next start where the host went while no worker was running', async () => {
    await allow(await signIn())
    stage.hosts.clear()
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
  })

  test('loses its grant for good though the disk is full, and so does a site whose account is forgotten', async () => {
    const account = await signIn()
    for (const [method, params] of [
      ['revokeSite', { origin: SITE }],
      ['forgetAccount', { account }],
    ] as const) {
      await allow(account)
      stage.local.full = true
      await worker.value(method, params)
      stage.local.full = false
      worker = stage.start()
      await worker.started()
      expect(await worker.sendExternal(question(), tab), method).toMatchObject({
        ok: false,
        error: { code: 'notAllowed' },
      })
    }
    expect(stage.views()).toEqual([])
  })

  test('that is allowed anew just as its time is over keeps what it was given', async () => {
    const account = await signIn()
    stage.hosts.add('https://app.example/*')
    await worker.value('allowSite', { origin: SITE, gives: GIVES, account, ...TERMS, until: 'hour' })
    stage.time.advance(3_600_000)
    const allowed = allow(account)
    await Promise.all([worker.endsChanged(), allowed])
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
    worker = stage.start()
    await worker.started()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({ ok: true })
  })

  test('on another port keeps the host permission alive when its neighbour is revoked', async () => {
    const account = await signIn()
    const [one, two] = [siteAt('http://localhost:5001'), siteAt('http://localhost:5002')]
    stage.hosts.add('http://localhost/*')
    for (const origin of [one, two])
      await worker.value('allowSite', { origin, gives: GIVES, account, ...TERMS })
    await worker.value('revokeSite', { origin: one })
    expect(stage.hosts).toEqual(new Set(['http://localhost/*']))
    expect(await worker.sendExternal(question(), { ...tab, origin: one })).toMatchObject({ ok: false })
    expect(await worker.sendExternal(question(), { ...tab, origin: two })).toMatchObject({ ok: true })
    await worker.value('revokeSite', { origin: two })
    expect(stage.hosts).toEqual(new Set())
  })

  test('loses its grant when the browser’s own settings take the host away', async () => {
    await allow(await signIn())
    stage.hosts.clear()
    await worker.endsChanged()
    expect(await worker.sendExternal(question(), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
    expect(stage.told.at(-1)).toMatchObject({
      event: { event: 'permissionsChanged', detail: { grant: null } },
    })
  })

  test('that is allowed is not named to other tabs, nor what it may have: all are only told to ask', async () => {
    const account = await signIn()
    stage.told.length = 0
    await allow(account)
    const hints = stage.told.filter(({ event }) => event.event === 'permissionsChanged')
    expect(hints.map(({ event }) => event)).toEqual([
      { v: 1, event: 'permissionsChanged', detail: { grant: null } },
    ])
  })

  test('can give its grant back', async () => {
    await allow(await signIn())
    expect(await worker.sendExternal(question({}, 'disconnect'), tab)).toMatchObject({
      ok: true,
      value: null,
    })
    expect(await worker.sendExternal(question({}, 'permissions'), tab)).toMatchObject({
      ok: true,
      value: null,
    })
  })
})
