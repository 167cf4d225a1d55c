import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { panelPage } from '../support/popup-stage/build-stage.ts'
import { openStage, shots, type StageBrowser } from '../support/popup-stage/stage-browser.ts'
import { sessions } from '../support/panel-stage/states.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let stage: StageBrowser
let page: Page

beforeAll(async () => {
  stage = await openStage("default-src 'none'; script-src 'self'; style-src 'self'; img-src data:")
})
afterAll(() => stage.close())

beforeEach(async () => {
  page = await stage.browser.newPage({ viewport: { width: 900, height: 700 } })
  await page.goto(`${stage.address}${panelPage}`)
  await page.locator('html[data-ready]').waitFor()
  await page.locator('#page-button').focus()
})

afterEach(() => page.close())

async function inject(session?: string): Promise<void> {
  await page.evaluate('stage.inject()')
  if (session !== undefined) await page.evaluate(`stage.push('${session}')`)
}

/**
 * Contrast is judged in the popup, which has the same colours: above the top layer's ground axe cannot measure it.
 * Names are judged by Chromium's own tree: axe does not see the text that styles draw.
 */
const byTree = ['aria-dialog-name', 'button-name', 'empty-heading', 'empty-table-header', 'summary-name']
const rules = Object.fromEntries(byTree.map((rule) => [rule, { enabled: false }]))
const axeRun = `axe.run(document.documentElement.lastElementChild, ${JSON.stringify({ rules })})`

const NAMED = new Set([
  'dialog',
  'region',
  'heading',
  'button',
  'tab',
  'searchbox',
  'rowheader',
  'columnheader',
  'DisclosureTriangle',
  'table',
])

/** Roles of what a screen reader would have no name for, and how many have one. */
async function nameless(): Promise<{ roles: string[]; named: number }> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const spoken = nodes.filter(({ role, ignored }) => !ignored && NAMED.has(String(role?.value)))
  const without = spoken.filter(({ name }) => String(name?.value ?? '').trim() === '')
  return { roles: without.map(({ role }) => String(role?.value)), named: spoken.length - without.length }
}

/** Axe finds nothing, light or dark, and everything that is said has a name. */
async function expectFlawless(name: string): Promise<void> {
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`) })
    const results = await page.evaluate<AxeResults>(axeRun)
    expect(results.violations.map(({ id }) => id)).toEqual([])
  }
  const { roles, named } = await nameless()
  expect(roles).toEqual([])
  expect(named).toBeGreaterThan(3)
}

const panel = () => page.getByRole('dialog', { name: 'Your session’s claims' })
const traces = () => page.evaluate('[stage.listening(), document.documentElement.children.length]')

test('nothing is drawn before the claims come', async () => {
  await inject()
  expect(await traces()).toEqual([1, 2])
})

test.each(Object.keys(sessions))(
  'the panel, %s: in a closed shadow root, as it should look on a page that styles everything, and axe finds nothing',
  async (session) => {
    await inject(session)
    await panel().waitFor()
    expect(await page.evaluate('stage.modes')).toEqual(['closed'])
    expect(await panel().boundingBox()).toMatchObject({ x: 900 - 16 - 420, y: 16, width: 420 })
    expect(await panel().evaluate((drawn) => getComputedStyle(drawn).letterSpacing)).toBe('normal')
    await expectFlawless(`panel-${session}`)
  },
)

test('in the panel too, claims are compared with those before the refresh, and JSON is folded by the keyboard', async () => {
  await inject('refreshed')
  await panel().locator('[data-look=compare]').click()
  await panel().locator('.pairs button').nth(1).click()
  await panel().locator('.compared .first [data-text="custom:desk"]').waitFor()
  await expectFlawless('panel-changed')
  await panel().locator('[data-look=id]').click()
  await panel().locator('.toggle').click()
  const groups = panel().locator('details details').first()
  await groups.locator('summary').focus()
  await page.keyboard.press('Enter')
  expect(await groups.locator('.leaf').count()).toBe(0)
  await expectFlawless('panel-json')
  expect(await panel().locator('.copies, .warning').count()).toBe(0)
})

test('the panel takes the focus, and Escape gives it back and leaves nothing behind', async () => {
  await inject('signedIn')
  expect(await panel().evaluate((drawn) => drawn.matches(':focus'))).toBe(true)
  await page.keyboard.press('Escape')
  expect(await traces()).toEqual([0, 2])
  expect(await page.evaluate('document.activeElement.id')).toBe('page-button')
})

test('the close button leaves nothing behind either, and the panel can come again', async () => {
  await inject('signedIn')
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await traces()).toEqual([0, 2])
  await inject('signedOut')
  await panel().waitFor()
  expect(await traces()).toEqual([1, 3])
})

test('injected a second time it is the same panel, with the newer claims', async () => {
  await inject('signedIn')
  await inject('signedOut')
  expect(await traces()).toEqual([1, 3])
  await panel()
    .getByRole('region', { name: 'Claims' })
    .locator('[data-text^="Nobody is signed in."]')
    .waitFor()
})

test('the page hears nothing of what is typed and clicked in the panel', async () => {
  await inject('signedIn')
  await page.getByRole('searchbox').click()
  await page.keyboard.type('scope')
  expect(await page.evaluate('stage.heard')).toEqual([])
})

test.each(['remove', 'hidePopover'])(
  'a page that takes the panel away (%s) is left without a trace of it; asked for again, it comes again',
  async (how) => {
    await inject('signedIn')
    await page.evaluate(`document.documentElement.lastElementChild.${how}()`)
    await page.waitForFunction('stage.listening() === 0')
    expect(await traces()).toEqual([0, 2])
    await inject('signedIn')
    await panel().waitFor()
  },
)

test('claims that would be markup stay text', async () => {
  await inject('hostile')
  await panel().waitFor()
  expect(await panel().locator('img, script, b').count()).toBe(0)
  expect(await page.title()).toBe('Quarterly report')
})
