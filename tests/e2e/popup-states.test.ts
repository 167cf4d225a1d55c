import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { popupPage } from '../support/popup-stage/build-stage.ts'
import {
  expectDrawnWell,
  look,
  lookedAt,
  openStage,
  shootFirst,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'
import { states, type Deed } from '../support/popup-stage/states.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

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

const viewport = { width: 380, height: 600 }

test.each(lookedAt(states))(
  'the popup, %s: axe finds nothing, light or dark, and nothing scrolls sideways',
  (name) =>
    look(stage, `${popupPage}?state=${name}`, { viewport }, async (page) => {
      await page.locator('main h1').first().waitFor()
      for (const deed of states[name]?.deeds ?? []) await deeds[deed](page)
      if (name === 'signed-in') await shootFirst(page, `popup-${name}`)
      await expectDrawnWell(page, `popup-${name}`, { width: 380, fullPage: name !== 'claims-very-many' })
    }),
)

test.each([
  ['signed-out-managed-login', true, 1],
  ['signed-out-managed-login-alone', false, 1],
  ['signed-out-passkeys-alone', false, 0],
  ['signed-out-nothing-allowed', false, 0],
])('%s: a password is asked for only where the operator allows one: %s', (name, typed, logins) =>
  look(stage, `${popupPage}?state=${name}`, { viewport }, async (page) => {
    expect(await page.getByRole('textbox').count()).toBe(typed ? 2 : 0)
    expect(await page.getByText('Whoever manages this browser').count()).toBe(typed ? 0 : 1)
    expect(await page.getByRole('button', { name: /^Sign in with/ }).count()).toBe(logins)
  }),
)

test('of several user pools, the one that was chosen is offered first', () =>
  look(stage, `${popupPage}?state=signed-out-another-pool-first`, { viewport }, async (page) => {
    const pool = page.getByLabel('User pool')
    expect(await pool.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe(
      'Acme Customers (test)',
    )
  }))

test('who is signed in is one Tab and Enter away from their passkeys and the remembered browser', () =>
  look(stage, `${popupPage}?state=signed-in`, { viewport }, async (page) => {
    await page.getByLabel('Stay signed in').focus()
    await page.keyboard.press('Tab')
    const focused = page.locator('a:focus')
    expect(await focused.textContent()).toContain('Passkeys')
    const address = new URL((await focused.getAttribute('href')) ?? '', 'http://x')
    expect(address.searchParams.get('account')).toBe(states['signed-in']?.stored.views?.[0]?.account)
  }))
