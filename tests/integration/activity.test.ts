import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import type { ActivityEntry } from '../../src/contract/activity.ts'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import { settled } from '../support/background/deeds.ts'
import { Life } from '../support/background/mortal.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example') ?? fail()
const GIVES = { claims: ['sub', 'email'], idToken: true, accessToken: false }
const tab: Sender = { origin: SITE, url: `${SITE}/inbox`, frameId: 0, documentId: 'D1', tab: { id: 7 } }
const question = (params: object = {}, method = 'getSession') => ({ v: 1, id: 'q', method, params })

function fail(): never {
  throw new Error('not an origin')
}

let stage: Stage
let worker: Worker
let life: Life

beforeEach(async () => {
  stage = await Stage.open()
  life = new Life()
  worker = stage.start(life)
  await worker.started()
  await worker.value('saveProfile', {
    name: 'rotating',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
})
afterEach(() => stage.close())

const signIn = () => worker.signIn({ profile: stage.profile('rotating'), ...ADA })

async function allow(account: AccountId, until: 'revoked' | 'hour' | 'tab' = 'revoked'): Promise<void> {
  stage.hosts.add('https://app.example/*')
  await worker.value('allowSite', { origin: SITE, gives: GIVES, account, maySignOut: true, tabId: 7, until })
}

/** What extension pages read, once it is written. */
async function happened(): Promise<ActivityEntry[]> {
  stage.time.advance(2_001)
  await settled()
  return [...stage.local.items]
    .filter(([key]) => key.startsWith('activity:'))
    .flatMap(([, text]): ActivityEntry[] => JSON.parse(text).entries)
}

const last = async () => (await happened()).at(-1)

describe('the record of what happened', () => {
  test('tells a session’s life in order, with who asked for what and who got what', async () => {
    const account = await signIn()
    await allow(account)
    await worker.sendExternal(question(), tab)
    stage.time.advance(55 * MINUTE)
    await worker.alarmRang()
    await worker.sendExternal(question(), tab)
    await worker.value('revokeSite', { origin: SITE })
    await worker.value('signOut', { account })
    const entries = await happened()
    expect(entries).toMatchObject([
      { kind: 'started' },
      { kind: 'signedIn', account },
      { kind: 'allowed', origin: SITE, account, gives: GIVES },
      { kind: 'delivered', origin: SITE, account, claims: ['email', 'sub'] },
      { kind: 'slept' },
      { kind: 'refreshed', account, by: 'alarm', rotated: true },
      { kind: 'delivered', origin: SITE, account },
      { kind: 'ended', origin: SITE, by: 'person' },
      { kind: 'signedOut', account, by: 'person' },
    ])
    const moments = entries.map(({ at }) => at)
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
  })

  test('names each delivered token by its jti, and says until when it lives', async () => {
    const account = await signIn()
    await allow(account)
    await worker.sendExternal(question(), tab)
    const [view] = stage.views()
    expect(view).toMatchObject({ state: 'signedIn' })
    const delivered = await last()
    expect(delivered).toMatchObject({
      kind: 'delivered',
      idToken: view?.state === 'signedIn' ? view.idClaims['jti'] : '',
      until: view?.state === 'signedIn' ? view.idExpiresAt : 0,
    })
    expect(delivered).not.toHaveProperty('accessToken')
  })

  test.each([
    ['idToken', 'idClaims', 'idExpiresAt'],
    ['accessToken', 'accessClaims', 'accessExpiresAt'],
  ] as const)('tells that the person copied the %s, by its jti and its end', async (token, claims, end) => {
    const account = await signIn()
    await worker.value('copyToken', { account, token })
    const [view] = stage.views()
    if (view?.state !== 'signedIn') throw new Error('Nobody is signed in.')
    const { at: _, ...copied } = (await last()) ?? fail()
    expect(copied).toEqual({ kind: 'copied', account, [token]: view[claims]['jti'], until: view[end] })
  })

  test('tells of each copy, and of none where nobody is signed in', async () => {
    const account = await signIn()
    await worker.value('copyToken', { account, token: 'idToken' })
    await worker.value('copyToken', { account, token: 'idToken' })
    await worker.value('signOut', { account })
    await worker.value('copyToken', { account, token: 'idToken' })
    const kinds = (await happened()).map(({ kind }) => kind)
    expect(kinds).toEqual(['started', 'signedIn', 'copied', 'copied', 'signedOut'])
  })

  test('tells of no copy that a site asked for: it is refused', async () => {
    const account = await signIn()
    await allow(account)
    const asked = await worker.sendExternal(question({ account, token: 'idToken' }, 'copyToken'), tab)
    expect(asked).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await last()).toMatchObject({ kind: 'allowed' })
  })

  test('says how late the alarm was', async () => {
    const account = await signIn()
    const due = stage.alarm ?? 0
    stage.time.advance(58 * MINUTE)
    const late = stage.time.now() - due
    await worker.alarmRang()
    const refreshed = await last()
    expect(refreshed).toMatchObject({ kind: 'refreshed', account, by: 'alarm' })
    expect(refreshed?.kind === 'refreshed' ? refreshed.late : 0).toBeGreaterThanOrEqual(late)
  })

  test('tells a refresh that a question asked for from one that the person asked for', async () => {
    const account = await signIn()
    await allow(account)
    stage.time.advance(61 * MINUTE)
    await worker.sendExternal(question(), tab)
    await worker.value('getSession', { account, forceRefresh: true })
    const refreshes = (await happened()).filter(({ kind }) => kind === 'refreshed')
    expect(refreshes).toMatchObject([{ by: 'question' }, { by: 'person' }])
  })

  test('tells a failure with its next try, and the end of a session with its reason', async () => {
    const account = await signIn()
    stage.time.advance(61 * MINUTE)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'dropBefore' } })
    stage.pool.revokeTokens('ada')
    await worker.refusal('getSession', { account })
    // The library's own next try comes a second later.
    await expect.poll(async () => (await last())?.kind).toBe('signInNeeded')
    expect((await happened()).slice(-2)).toMatchObject([
      { kind: 'refreshFailed', account, by: 'question', code: 'NetworkError' },
      { kind: 'signInNeeded', account },
    ])
  })

  test('finds that the device slept', async () => {
    const account = await signIn()
    await worker.value('getSession', { account })
    stage.time.advance(30 * MINUTE)
    await worker.value('getSession', { account })
    const slept = await last()
    expect(slept).toMatchObject({ kind: 'slept' })
    expect(slept?.kind === 'slept' ? Math.round(slept.length / MINUTE) : 0).toBe(30)
  })

  test('tells of no sleep while a page waits for the person, who thinks for minutes', async () => {
    await signIn()
    const asked = worker.sendExternal(question({ want: { idToken: true } }, 'connect'), tab)
    for (let turn = 0; turn < 4; turn += 1) {
      stage.time.advance(45_000)
      await settled()
    }
    await worker.value('refuseSite', { origin: SITE })
    await asked
    const kinds = (await happened()).map(({ kind }) => kind)
    expect(kinds).toEqual(['started', 'signedIn', 'refused'])
  })

  test('tells who ended a permission or a session: a site, or time', async () => {
    const account = await signIn()
    await allow(account, 'hour')
    stage.time.advance(61 * MINUTE)
    await worker.endsChanged()
    expect(await last()).toMatchObject({ kind: 'ended', origin: SITE, by: 'time' })
    await allow(account)
    await worker.sendExternal(question({}, 'signOut'), tab)
    expect(await last()).toMatchObject({ kind: 'signedOut', account, by: 'site', origin: SITE })
    await worker.sendExternal(question({}, 'disconnect'), tab)
    expect(await last()).toMatchObject({ kind: 'ended', origin: SITE, by: 'site' })
  })

  test('tells of a refresh that the network’s return brought about', async () => {
    const account = await signIn()
    stage.time.advance(61 * MINUTE)
    stage.pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 20,
      fault: { kind: 'dropBefore' },
    })
    await worker.refusal('getSession', { account })
    stage.pool.faults.clear()
    await worker.reconnected()
    expect(await last()).toMatchObject({ kind: 'refreshed', account, by: 'network' })
  })

  test('tells of a refresh that a start took up again, where a worker died in the middle of it', async () => {
    const account = await signIn()
    stage.time.advance(61 * MINUTE)
    stage.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'hang' } })
    void worker.value('getSession', { account })
    await expect.poll(() => stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
    life.end()
    worker = stage.start()
    await worker.started()
    expect(await last()).toMatchObject({ kind: 'refreshed', account, by: 'start' })
  })

  test('tells that a permission ended with its tab, or in the browser’s own settings', async () => {
    const account = await signIn()
    stage.tabs.set(7, SITE)
    await allow(account, 'tab')
    stage.tabs.delete(7)
    await worker.endsChanged()
    expect(await last()).toMatchObject({ kind: 'ended', origin: SITE, by: 'tab' })
    await allow(account)
    stage.hosts.delete('https://app.example/*')
    await worker.endsChanged()
    expect(await last()).toMatchObject({ kind: 'ended', origin: SITE, by: 'browser' })
  })

  test('tells of a session that ended with its user pool, and of claims that were drawn', async () => {
    const account = await signIn()
    await worker.value('showClaims', { tabId: 7 })
    expect(await last()).toMatchObject({ kind: 'drawn' })
    await worker.value('removeProfile', { profile: stage.profile('rotating') })
    expect(await last()).toMatchObject({ kind: 'signedOut', account, by: 'poolChanged' })
  })

  test('tells what the person refused', async () => {
    await signIn()
    const asked = worker.sendExternal(question({ want: { idToken: true } }, 'connect'), tab)
    await settled()
    await worker.value('refuseSite', { origin: SITE })
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await last()).toMatchObject({ kind: 'refused', origin: SITE })
  })

  test('is not written on the way of an answer, however often a site asks', async () => {
    const account = await signIn()
    await allow(account)
    await happened()
    const before = stage.local.log.filter((text) => text.startsWith('activity:')).length
    for (let turn = 0; turn < 20; turn += 1) await worker.sendExternal(question(), tab)
    await settled()
    expect(stage.local.log.filter((text) => text.startsWith('activity:'))).toHaveLength(before)
    const delivered = (await happened()).filter(({ kind }) => kind === 'delivered')
    expect(delivered).toHaveLength(1)
  })

  test('holds no secret and no claim’s value', async () => {
    const account = await signIn()
    await allow(account)
    await worker.sendExternal(question(), tab)
    stage.time.advance(61 * MINUTE)
    await worker.sendExternal(question(), tab)
    await worker.value('copyToken', { account, token: 'accessToken' })
    await worker.value('signOut', { account, everywhere: true })
    await happened()
    const text = stage.local.log.join('\n')
    const tokens = [...stage.session.log, ...stage.bodies].flatMap((said) =>
      [...said.matchAll(/(?:refreshToken|RefreshToken|Token)\\?":\\?"([^"\\]+)/g)].map(
        ([, token]) => token ?? '',
      ),
    )
    expect(tokens.length).toBeGreaterThan(2)
    for (const secret of [...tokens, 'eyJ', ADA.password, 'ada@example.com'])
      expect(text).not.toContain(secret)
  })

  test('survives the worker: what was written stays, and only the last two seconds are lost', async () => {
    const account = await signIn()
    await happened()
    await allow(account)
    life.end()
    worker = stage.start()
    await worker.started()
    const kinds = (await happened()).map(({ kind }) => kind)
    expect(kinds).toEqual(['started', 'signedIn', 'started'])
  })

  test('is cleared by the extension’s pages, and by nobody else', async () => {
    const account = await signIn()
    await allow(account)
    await happened()
    expect(await worker.sendExternal(question({}, 'clearActivity'), tab)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    })
    expect(await happened()).not.toEqual([])
    await worker.value('clearActivity', {})
    expect(await happened()).toEqual([])
  })

  test('keeps nobody signed in who is forgotten on a full disk, and forgets there too', async () => {
    const account = await signIn()
    await allow(account)
    await happened()
    stage.local.full = true
    await worker.value('forgetAccount', { account })
    expect([...stage.session.items.keys()].filter((key) => key.startsWith('session:'))).toEqual([])
    stage.local.full = false
    expect(JSON.stringify(await happened())).not.toContain(account)
  })

  test('forgets with an account all that it did', async () => {
    const account = await signIn()
    await allow(account)
    await worker.sendExternal(question(), tab)
    await happened()
    await worker.value('forgetAccount', { account })
    const entries = await happened()
    expect(JSON.stringify(entries)).not.toContain(account)
    expect(entries.map(({ kind }) => kind)).toContain('ended')
  })
})
