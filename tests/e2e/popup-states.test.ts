import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { overflow, violations } from '../support/axe.ts'
import { needChromium } from '../support/browser.ts'
import { buildStage, popupPage, serveStage } from '../support/popup-stage/build-stage.ts'
import { states, type Deed } from '../support/popup-stage/states.ts'

const shots = 'test-results/screenshots'

let browser: Browser
let stage: Awaited<ReturnType<typeof serveStage>>

beforeAll(async () => {
  await mkdir(shots, { recursive: true })
  await buildStage()
  stage = await serveStage(manifest.content_security_policy.extension_pages)
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath: needChromium(), args: [...root, '--disable-gpu'] })
})

afterAll(async () => {
  await browser.close()
  stage.stop()
})

const deeds: Record<Deed, (page: Page) => Promise<void>> = {
  async signIn(page) {
    await page.getByLabel('User name').fill('ada')
    await page.getByRole('textbox', { name: 'Password' }).fill('Correct-horse-1')
    await page.keyboard.press('Enter')
    await page.locator('.error, [aria-busy=true]').waitFor()
  },
  forget: (page) => page.getByRole('button', { name: /orget/ }).click(),
  async stay(page) {
    await page.getByLabel('Stay signed in').click()
    await page.locator('.error').waitFor()
  },
  json: (page) => page.getByRole('button', { name: 'JSON' }).click(),
  async access(page) {
    await page.getByRole('tab', { name: 'ID token' }).focus()
    await page.keyboard.press('ArrowRight')
  },
  search: (page) => page.getByRole('searchbox').fill('cognito:'),
  refresh: (page) => page.getByRole('button', { name: 'Refresh now' }).click(),
  async allow(page) {
    await page.getByText(/^It gets/).click()
    await page.getByLabel('Access token lets').uncheck()
    await page.getByRole('button', { name: 'Allow this site' }).click()
  },
  async takeOver(page) {
    await page.getByRole('button', { name: 'Use this site’s sign-in…' }).click()
    await page.locator('.take-over .actions').waitFor()
  },
  showMore: (page) =>
    page
      .getByRole('button', { name: /Show more/ })
      .first()
      .click(),
}

/** Opens the popup in a state; fails where anything was blocked or thrown on the way. */
async function look(name: string, use: (page: Page) => Promise<void>) {
  const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 380, height: 600 } })
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${stage.address}${popupPage}?state=${name}`)
  await page.locator('html[data-ready]').waitFor()
  await page.locator('main h1').first().waitFor()
  for (const deed of states[name]?.deeds ?? []) await deeds[deed](page)
  await use(page)
  await page.close()
  expect(faults).toEqual([])
}

test.each(Object.keys(states))(
  'the popup, %s: axe finds nothing, light or dark, and nothing scrolls sideways',
  (name) =>
    look(name, async (page) => {
      const fullPage = name !== 'claims-very-many'
      await page.screenshot({ path: join(shots, `popup-${name}-light.png`), fullPage })
      expect(await violations(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.screenshot({ path: join(shots, `popup-${name}-dark.png`), fullPage })
      expect(await violations(page, ['color-contrast'])).toEqual([])
      expect(await overflow(page, 380)).toBe(0)
      expect(await overflow(page, 320)).toBe(0)
    }),
)
