import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sessionOn, written } from '../../demo/tour/shown.ts'
import { inContentScript } from '../support/content-world.ts'
import { closedText } from '../support/closed-text.ts'
import { grantHost, heldHosts, takeHost } from '../support/host-permission.ts'
import { openPopup } from '../support/popup.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { stopWorker, workerRuns } from '../support/worker.ts'

let world: SharedWorld

beforeEach(async () => {
  world = await SharedWorld.open()
})
afterEach(() => world.close())

const refreshes = () => world.pool.calls.count('GetTokensFromRefreshToken')
const TOKEN = /eyJ[\w-]+\.eyJ/

describe('a person who signs in by typing', () => {
  test('has the same session in the popup, in a content script and on two sites', async () => {
    const popup = await world.signIn()
    const { sub } = world.pool.users.ada
    await popup.getByRole('cell', { name: sub }).or(popup.getByText(sub)).first().waitFor()
    const site = await world.visit(world.sites.siteA)
    await world.allow(site)
    const onPage = await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    const inScript = await inContentScript(
      world.extension,
      site,
      `chrome.runtime.sendMessage({ v: 1, id: 'c', method: 'getSession', params: {} })`,
    )
    expect(onPage.claims).toMatchObject({ sub })
    expect(inScript).toMatchObject({ ok: true, value: { state: 'signedIn', claims: { sub } } })
    expect(await world.ask(site)).toMatchObject({ ok: true, value: { state: 'signedIn', claims: { sub } } })
    expect(world.pool.calls.list().map(({ operation }) => operation)).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge',
      'jwks',
    ])
  })

  test('with a wrong password is told so in words, and nothing is stored', async () => {
    const popup = await world.signIn('web', 'Wrong-Password-1')
    await popup.getByText(/user name or (the )?password/i).waitFor()
    const keys = Object.keys(await stored(world.extension, 'session'))
    expect(keys.filter((key) => /^(session|view|kept):/.test(key))).toEqual([])
  })

  test('stays signed in when the worker stops, without another word to Cognito', async () => {
    await world.signIn()
    const site = await world.visit(world.sites.siteA)
    await world.allow(site)
    const calls = world.pool.calls.count()
    await stopWorker(world.extension)
    expect(await world.ask(site)).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    expect(await workerRuns(world.extension)).toBe(true)
    expect(world.pool.calls.count()).toBe(calls)
  })

  test('and signs out leaves nothing that answers with a token, and a revoked refresh token', async () => {
    const popup = await world.signIn()
    const site = await world.visit(world.sites.siteB)
    await world.allow(site)
    await sessionOn(site, 'the session on the page', ({ accessToken }) => accessToken !== undefined)
    await popup.bringToFront()
    await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
    await sessionOn(site, 'signed out on the page', ({ state }) => state === 'signedOut')
    const script = `chrome.runtime.sendMessage({ v: 1, id: 'c', method: 'getSession', params: {} })`
    const answers = [await world.ask(site), await inContentScript(world.extension, site, script)]
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { state: 'signedOut' } })
    expect(JSON.stringify(answers)).not.toMatch(TOKEN)
    await until('the revocation', () => world.pool.issueHistory().every(({ revoked }) => revoked))
    expect(JSON.stringify(await stored(world.extension, 'session'))).not.toMatch(TOKEN)
  })
})

describe('tokens', () => {
  test('that expired on twenty open pages are refreshed by one request', async () => {
    await world.signIn('short')
    const first = await world.visit(world.sites.siteA)
    await world.allow(first)
    const pages = [first]
    while (pages.length < 20) pages.push(await world.visit(`${world.sites.siteA}/plain.html`))
    const asked = await world.ask(first)
    const end = asked.value?.expiresAt ?? Infinity
    await until('the end of the tokens', () => Date.now() > end, 40_000)
    const before = refreshes()
    const answers = await Promise.all(pages.map((page) => world.ask(page)))
    expect(answers.map(({ value }) => value?.state)).toEqual(pages.map(() => 'signedIn'))
    expect(new Set(answers.map(({ value }) => value?.accessToken)).size).toBe(1)
    expect(answers[0]?.value?.accessToken).not.toBe(asked.value?.accessToken)
    expect(refreshes() - before).toBe(1)
  })

  test('are refreshed by the browser’s alarm, which wakes a stopped worker, with nobody asking', async () => {
    world.pool.setClient('web', { accessTokenSeconds: 150, idTokenSeconds: 150 })
    const popup = await world.signIn()
    await popup.close()
    await stopWorker(world.extension)
    await until('the alarm’s refresh', () => refreshes() === 1, 110_000)
    const view = await until('the new view', async () => {
      const records = Object.entries(await stored(world.extension, 'session'))
      return records.find(
        ([key, record]) => key.startsWith('view:') && JSON.stringify(record).includes('"refreshing":false'),
      )
    })
    expect(JSON.stringify(view)).toContain('signedIn')
  })

  test('cannot be read by a content script, from any storage', async () => {
    await world.signIn()
    const site = await world.visit(world.sites.siteA)
    await world.allow(site)
    const read = (area: string) =>
      inContentScript(
        world.extension,
        site,
        `(async () => { try { return JSON.stringify(await chrome.storage.${area}.get(null)) } catch (error) { return 'refused: ' + error.message } })()`,
      )
    expect(JSON.stringify(await stored(world.extension, 'session'))).toMatch(TOKEN)
    expect(await read('session')).toMatch(/^refused: /)
    expect(await read('local')).toMatch(/^refused: /)
    await stopWorker(world.extension)
    await world.ask(site)
    expect(await read('local')).toMatch(/^refused: /)
  })

  test('never reach the disk, nor does the password', async () => {
    const popup = await world.signIn()
    await popup.getByRole('button', { name: 'Refresh now' }).click()
    await until('the refresh', () => refreshes() === 1)
    const records = JSON.stringify(await stored(world.extension, 'session'))
    const refreshToken = /refreshToken\W+([\w.-]{20,})/.exec(records)?.[1]
    if (refreshToken === undefined) throw new Error('No refresh token is stored.')
    await world.extension.context.close()
    const planted = [refreshToken.slice(0, 40), world.pool.users.ada.password]
    expect(filesWith(world.extension.profile, planted)).toEqual([])
    expect(filesWith(world.extension.profile, [world.pool.clients.web.id]).length).toBeGreaterThan(0)
  })
})

function filesWith(folder: string, texts: string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .filter((name) => {
      const bytes = readFileSync(join(folder, name))
      return texts.some((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
    })
}

describe('those who may not', () => {
  test('a page without a grant gets the same answer before and after a sign-in, and sees no trace', async () => {
    const site = await world.visit(world.sites.siteA)
    const looked = () =>
      site.evaluate(() => ({
        globals: Object.getOwnPropertyNames(window).sort(),
        nodes: document.documentElement.outerHTML.replace(/<(p|pre)[\s\S]*?<\/\1>/g, ''),
      }))
    const [answer, traces] = [await world.ask(site), await looked()]
    expect(answer).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    await world.signIn()
    expect(await world.ask(site)).toEqual(answer)
    expect(await looked()).toEqual(traces)
  })

  test('a sandboxed frame in an allowed page gets nothing, directly or by the bridge', async () => {
    await world.signIn()
    const page = await world.visit(world.sites.siteA)
    await world.allow(page)
    await page.goto(`${world.sites.siteA}/sandboxed.html`)
    const told = await until('what the frame was told', () => written(page, 'session'))
    expect(told).toMatchObject({ origin: 'null' })
    expect(JSON.stringify(told)).toContain('notAllowed')
    expect(JSON.stringify(told)).not.toMatch(/signedIn|eyJ|ada@example/)
  })

  test('a site on another port of an allowed host', async () => {
    await world.signIn()
    const allowed = await world.visit(world.sites.siteA)
    await world.allow(allowed)
    const neighbour = await world.visit(world.sites.siteB)
    expect(await world.ask(neighbour)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    await until('the bridge on the neighbour', async () => {
      const answer = await inContentScript(
        world.extension,
        neighbour,
        `chrome.runtime.sendMessage({ v: 1, id: 'c', method: 'getSession', params: {} })`,
      )
      return JSON.stringify(answer).includes('notAllowed')
    })
  })

  test('a site whose permission is taken back, at once', async () => {
    await world.signIn()
    const site = await world.visit(world.sites.siteA)
    await world.allow(site)
    await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    const popup = await openPopup(world.extension, site)
    await popup.click('button', 'Take back')
    await popup.waitForText('Allow this site')
    await popup.close()
    expect(await world.ask(site)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    await until('the page to hear of it', async () =>
      (await site.locator('#state').textContent())?.includes('notAllowed'),
    )
  })
})

test('a site that the build does not name gets its session by the bridge alone, without a reload', async () => {
  await world.close()
  world = await SharedWorld.open('chrome')
  await world.signIn()
  const site = await world.visit(world.sites.siteA)
  expect(await site.evaluate(() => 'runtime' in (Reflect.get(globalThis, 'chrome') ?? {}))).toBe(false)
  await until('the page to wait', async () =>
    (await site.locator('#state').textContent())?.includes('notInstalled'),
  )
  await world.allow(site)
  const { sub } = world.pool.users.ada
  const shown = await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
  expect(shown.claims).toMatchObject({ sub })
  const popup = await openPopup(world.extension, site)
  await popup.click('button', 'Sign out')
  await sessionOn(site, 'signed out on the page', ({ state }) => state === 'signedOut')
  await popup.close()
})

test('a host taken away in the browser’s settings ends the grants that it served; given back, it makes none', async () => {
  await world.signIn()
  const site = await world.visit(world.sites.siteA)
  await world.allow(site)
  expect(await heldHosts(world.extension)).toEqual(['http://localhost/*'])
  await takeHost(world.extension, 'http://localhost/*')
  await until('the end of the grant', async () => (await world.ask(site)).error?.code === 'notAllowed')
  await grantHost(world.extension, 'http://localhost/*')
  expect(await world.ask(site)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
})

describe('the panel', () => {
  test('draws the claims on a page that has no grant, in a closed shadow root, and leaves nothing behind', async () => {
    await world.signIn()
    const page = await world.visit(`${world.sites.siteB}/plain.html`)
    const popup = await openPopup(world.extension, page)
    await popup.click('button', 'Show claims on this page')
    const drawn = () => closedText(page)
    await until('the claims on the page', async () => (await drawn()).includes(world.pool.users.ada.sub))
    await page.screenshot({ path: 'test-results/screenshots/panel-on-a-page.png' })
    expect(
      await page.evaluate(() => [...document.documentElement.children].map((child) => child.shadowRoot)),
    ).toEqual([null, null, null])
    expect(await drawn()).not.toMatch(TOKEN)
    expect(await world.ask(page)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    await page.bringToFront()
    await page.keyboard.press('Escape')
    await until('the panel to go', async () => (await drawn()) === '')
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2)
  })
})
