import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sectionNames } from '../../src/options/section.ts'
import { states } from '../support/options-stage/states.ts'
import { optionsPage } from '../support/popup-stage/build-stage.ts'
import {
  expectDrawnWell,
  look as lookAt,
  lookedAt,
  openStage,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const viewport = { width: 820, height: 760 }

/** Opens the page in a state, and does what leads there. */
function look(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  return lookAt(stage, `${optionsPage}?state=${name}`, { viewport }, async (page) => {
    await page.locator('main h1').first().waitFor()
    for (const text of states[name]?.clicks ?? []) await page.getByText(text, { exact: true }).first().click()
    await use(page)
  })
}

test.each(lookedAt(states))(
  'the options page, %s: axe finds nothing, light or dark, and nothing scrolls sideways',
  (name) => look(name, (page) => expectDrawnWell(page, `options-${name}`, viewport)),
)

test('every section has a state to be looked at', () => {
  const shown = new Set(Object.values(states).map(({ section }) => section))
  expect([...shown].sort()).toEqual([...sectionNames].sort())
})

describe('the sections', () => {
  test('are links: the keyboard reaches them, and the focus and the title go along', () =>
    look('pools-none', async (page) => {
      const links = page.getByRole('navigation').getByRole('link')
      expect(await links.allTextContents()).toContain('About')
      await links.getByText('About').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'About', level: 1 }).waitFor()
      expect(await page.locator('main:focus').count()).toBe(1)
      expect(await page.title()).toBe('About · Cognito Shared Session')
      expect(await page.locator('[aria-current=page]').allTextContents()).toEqual(['About'])
      await page.goBack()
      await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
    }))

  test('an address that names none shows the user pools', () =>
    look('about', async (page) => {
      await page.evaluate(() => void (location.hash = '#nothing-like-it'))
      await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
    }))
})

describe('what the operator does not allow is not there, and the page says why', () => {
  test.each([
    ['pools-of-the-build', 1],
    ['pools-managed-login-alone', 1],
    ['pools-no-managed-login', 0],
    ['pools-nothing-allowed', 0],
  ])('%s', (name, signIns) =>
    look(name, async (page) => {
      expect(await page.getByRole('button', { name: 'Sign in', exact: true }).count()).toBe(signIns)
      const words = await page.getByText('Whoever manages this browser').count()
      expect(words).toBe(name === 'pools-of-the-build' ? 0 : 1)
    }),
  )

  test.each([
    ['pools-form', 5, 1],
    ['pools-form-no-passkey', 4, 1],
    ['pools-form-managed-login-alone', 1, 0],
  ])('in the form of a user pool, %s', (name, options, ticks) =>
    look(name, async (page) => {
      expect(await page.getByLabel('Sign in first with').locator('option').count()).toBe(options)
      expect(await page.getByLabel('Send the password as it is').count()).toBe(ticks)
    }),
  )
})
