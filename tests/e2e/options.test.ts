import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchExtension, type LoadedExtension } from '../support/extension.ts'
import { popupPage } from '../support/popup.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'

const dist = join(import.meta.dirname, '../../dist/chrome')

describe('who has just installed the extension', () => {
  let extension: LoadedExtension
  beforeAll(async () => {
    extension = await launchExtension({ dist, keepWelcome: true })
  })
  afterAll(() => extension.close())

  test('is welcomed by one page, which leads to setting up the user pool', async () => {
    const { context, id } = extension
    const address = `chrome-extension://${id}/src/welcome/index.html`
    const welcome = await until('the welcome page', () =>
      context.pages().find((page) => page.url() === address),
    )
    await welcome.getByRole('link', { name: 'Set up your user pool' }).click()
    await welcome.getByLabel('Paste what you have of it').waitFor()
    expect(welcome.url()).toBe(`chrome-extension://${id}/src/options/index.html#pools`)
    expect(context.pages().filter((page) => page.url() === address)).toEqual([])
    await welcome.close()
  })

  test('finds the options page where the browser leads to it, and the build’s checksum there', async () => {
    const { context, inside, id } = extension
    const opening = context.waitForEvent('page')
    await inside.evaluate('chrome.runtime.openOptionsPage()')
    const page = await opening
    expect(page.url()).toBe(`chrome-extension://${id}/src/options/index.html`)
    await page.getByRole('link', { name: 'About' }).click()
    const sums = await page.locator('code').allTextContents()
    expect(sums).toEqual([id, expect.stringMatching(/^[0-9a-f]{64}$/)])
    await page.close()
  })

  test('has every page dark, from its first paint on, once that is chosen', async () => {
    const { context, id } = extension
    const popup = await popupPage(extension)
    await popup.emulateMedia({ colorScheme: 'light' })
    const page = await context.newPage()
    await page.goto(`chrome-extension://${id}/src/options/index.html#settings`)
    await page.getByLabel('Dark').check()
    const scheme = () => popup.evaluate('getComputedStyle(document.documentElement).colorScheme')
    await until('the popup that is open to hear of it', async () => (await scheme()) === 'dark')
    // The page's own script comes last: what is dark without it is dark from the start.
    await context.route('**/assets/popup.js', (route) => route.abort())
    await popup.reload()
    expect(await scheme()).toBe('dark')
    expect(await popup.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(17, 22, 21)')
    await context.unroute('**/assets/popup.js')
  })

  test('reads every page in the language that they choose: those that are open at once, with what was typed', async () => {
    const { context, id } = extension
    const popup = await popupPage(extension)
    const open = async (path: string) => {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${id}/src/${path}`)
      return page
    }
    const [welcome, pools] = [await open('welcome/index.html'), await open('options/index.html#pools')]
    const page = await open('options/index.html#settings')
    await pools.getByLabel('Paste what you have of it').fill('eu-west-1_aBcDeFgHi')
    await page.getByLabel('Deutsch').check()
    await page.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor()
    await until('the title', async () => (await page.title()).startsWith('Einstellungen'))
    expect(await page.getByLabel('Deutsch').isChecked()).toBe(true)
    for (const other of [popup, welcome]) await other.locator('html[lang=de]').waitFor()
    const typed = pools.getByLabel('Fügen Sie ein, was Sie davon haben')
    expect(await typed.inputValue()).toBe('eu-west-1_aBcDeFgHi')
    await page.getByLabel('日本語').check()
    await popup.reload()
    await popup.locator('#app h1').first().waitFor()
    expect(await popup.evaluate('document.documentElement.lang')).toBe('ja')
    await page.getByLabel('ブラウザに合わせる').check()
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    for (const opened of [popup, welcome, page, pools]) await opened.close()
  })
})

describe('when sign-in is needed', () => {
  let world: QuickWorld
  /** The build, with the permission that a person would be asked for. */
  const permitted = mkdtempSync(join(tmpdir(), 'cognito-shared-session-notifying-'))
  beforeAll(async () => {
    cpSync(dist, permitted, { recursive: true })
    const file = join(permitted, 'manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    const permissions = [...manifest.permissions, 'notifications']
    writeFileSync(file, JSON.stringify({ ...manifest, permissions, optional_permissions: [] }))
    world = await QuickWorld.open({ dist: permitted })
  })
  afterAll(async () => {
    await world.close()
    rmSync(permitted, { recursive: true, force: true })
  })

  test('the icon says so, and a notification for those who asked for one', async () => {
    const { popup, pool } = world
    const badge = () => popup.evaluate('chrome.action.getBadgeText({})')
    const notified = () => popup.evaluate('chrome.notifications.getAll().then((all) => Object.keys(all))')
    const account = await world.signIn()
    expect(await badge()).toBe('')
    expect(await notified()).toEqual([])
    pool.revokeTokens('ada')
    const answer = await world.ask('getSession', { account, forceRefresh: true })
    expect(answer).toMatchObject({ state: 'signInNeeded' })
    await until('the icon to say so', async () => (await badge()) === '!')
    await until('the notification', async () => JSON.stringify(await notified()) === '["sign-in"]')
    await world.signIn()
    await until('the icon to be calm again', async () => (await badge()) === '')
  })
})
