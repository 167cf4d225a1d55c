import { afterEach, describe, expect, test } from 'vitest'
import { firefox, restlessFirefox, type FirefoxDriver } from '../support/drivers/firefox.ts'
import { until } from '../support/until.ts'
import { catalogues } from '../support/words/catalogues.ts'
import { World } from './scenarios/world.ts'

let world: World<FirefoxDriver>

const enter = async (kind = firefox) => (world = await World.open(kind))
afterEach(() => world.close())

describe('the background page', () => {
  test('that Firefox ends when idle lives as long as a slow refresh takes, and is ended after it', async () => {
    await enter(restlessFirefox)
    await world.signIn('rotating')
    world.pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 1,
      fault: { kind: 'latency', ms: 9000 },
    })
    expect(await world.ask('getSession', { forceRefresh: true })).toMatchObject({ ok: true })
    expect(world.refreshes()).toBe(1)
    await until('Firefox to end it', async () => (await world.driver.backgroundState()) === 'stopped', 20_000)
    expect(await world.ask('getSession')).toMatchObject({ ok: true, value: { state: 'signedIn' } })
  })

  test('makes its alarm anew after a restart, which Firefox forgets', async () => {
    await enter()
    await world.signIn()
    await world.popup.click('Stay signed in after the browser closes')
    await until('the vault', async () => (await world.stored('local')).includes('vault:'))
    await world.restart()
    await until('the alarm', async () => {
      const alarms = await world.popup.evaluate('browser.alarms.getAll().then((all) => JSON.stringify(all))')
      return String(alarms).includes('"refresh"')
    })
  })
})

test('managed login comes back to Firefox’s redirect host', async () => {
  await enter()
  const { pool, popup } = world
  const back = String(await popup.evaluate(`browser.identity.getRedirectURL(${JSON.stringify(pool.poolId)})`))
  pool.setClient('web', { callbackUrls: [back] })
  const login = { domain: pool.loginUrl, scopes: ['openid', 'email'] }
  const profile = { name: 'Local', poolId: pool.poolId, clientId: pool.clients.web.id, endpoint: pool.url }
  await world.ask('saveProfile', { ...profile, login })
  const id = encodeURIComponent(`${pool.poolId}/${pool.clients.web.id}`)
  const page = await world.driver.open(`src/managed-login/index.html?profile=${id}`)
  const window = await world.driver.page(pool.loginUrl)
  await window.fill('User name or e-mail', pool.users.ada.signInName)
  await window.fill('Password', pool.users.ada.password)
  await window.click('Sign in')
  await world.shows('You are signed in', page)
  await page.close()
  await world.shows(pool.users.ada.sub)
})

test('the panel draws the claims on a page that has no grant, in the chosen language, and Escape takes it away', async () => {
  const { ja } = catalogues
  await enter()
  await world.signIn()
  const settings = await world.driver.open('src/options/index.html#settings')
  await settings.click('日本語')
  await world.shows(ja.languageTitle.message, settings)
  const page = await world.driver.visit(world.sites.two)
  const popup = await world.driver.toolbar(page)
  await popup.click(ja.showOnPage.message)
  const drawn = async () =>
    String(
      await world.inContentScript(
        page,
        `[...document.documentElement.children].map((child) => child.openOrClosedShadowRoot?.innerHTML ?? '').join('')`,
      ),
    )
  await until('the claims on the page', async () => (await drawn()).includes(world.pool.users.ada.sub))
  expect(await drawn()).not.toMatch(/eyJ[\w-]+\.eyJ/)
  expect(await drawn()).toContain(ja.panelTitle.message)
  await page.press('Escape')
  await until('the panel to go', async () => (await drawn()) === '')
})

test('no token and no password stands in clear in the profile’s files, nor in the activity that was saved', async () => {
  await enter()
  await world.signIn('rotating')
  expect(await world.ask('getSession', { forceRefresh: true })).toMatchObject({ ok: true })
  const activity = await savedActivity()
  await world.popup.click('Stay signed in after the browser closes')
  await until('the vault', async () => (await world.stored('local')).includes('vault:'))
  const { poolId, clients, url } = world.pool
  const open = 'Kq7vXz2LrTm9wYbC4hNd'
  await world.ask('saveProfile', { name: open, poolId, clientId: clients.rotating.id, endpoint: url })
  const refreshToken = /refreshToken\W+([\w.-]{20,})/.exec(await world.stored('session'))?.[1] ?? ''
  expect(refreshToken).not.toBe('')
  await world.driver.restart()
  const { ada } = world.pool.users
  const planted = [refreshToken.slice(0, 60), ada.password].flatMap(pieces)
  expect(world.driver.filesWith(planted)).toEqual([])
  for (const secret of [...planted, 'eyJ', ada.sub, ada.email]) expect(activity).not.toContain(secret)
  expect(world.driver.filesWith(pieces(open)).length).toBeGreaterThan(0)
})

/** Saves the activity by the button, once it tells of the refresh, and reads the file that Firefox made of it. */
async function savedActivity(): Promise<string> {
  const page = await world.driver.open('src/options/index.html#activity')
  await world.shows('The refresh token was renewed too.', page)
  await page.click('Export as JSON')
  const file = await world.driver.downloaded('activity.json')
  const { entries }: { entries: { kind: string }[] } = JSON.parse(file)
  expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['signedIn', 'refreshed']))
  await page.close()
  return file
}

/** Firefox packs what it stores: a long text may lie there in parts. */
function pieces(text: string): string[] {
  return text.match(/.{8}/g) ?? []
}
