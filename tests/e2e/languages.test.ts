import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overflow, violations } from '../support/axe.ts'
import { states as consentStates } from '../support/consent-stage/states.ts'
import { consentPage, popupPage, signInPage } from '../support/popup-stage/build-stage.ts'
import { look, openStage, type StageBrowser } from '../support/popup-stage/stage-browser.ts'
import { states as popupStates } from '../support/popup-stage/states.ts'
import { states as signInStates } from '../support/sign-in-stage/states.ts'
import type { Lang } from '../support/words/catalogues.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const pages = [
  { name: 'popup', path: popupPage, states: popupStates, viewport: { width: 380, height: 600 } },
  { name: 'sign-in page', path: signInPage, states: signInStates, viewport: { width: 520, height: 760 } },
  {
    name: 'window that asks',
    path: consentPage,
    states: consentStates,
    viewport: { width: 440, height: 680 },
  },
]

/** The language that is made for the test, and those with the longest and the densest words. */
const langs: readonly Lang[] = ['rtl', 'de', 'ja']

/** The full run looks at every state in each language; the short one at a few, in each language at others. */
function looks<State>(states: Record<string, State>): [Lang, string][] {
  const every = process.env['FULL'] === undefined ? 9 : 1
  return langs.flatMap((lang, offset) =>
    Object.keys(states)
      .filter((_, index) => index % every === offset % every)
      .map((state): [Lang, string] => [lang, state]),
  )
}

async function expectWhole(page: Page, lang: Lang, width: number): Promise<void> {
  const spoken = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
  expect(spoken).toEqual(lang === 'rtl' ? ['he', 'rtl'] : [lang, 'ltr'])
  expect(await page.locator('main').innerText()).not.toBe('')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page, width)).toBe(0)
  expect(await overflow(page, 320)).toBe(0)
}

describe.each(pages)('the $name', ({ path, states, viewport }) => {
  test.each(looks<unknown>(states))(
    'in %s, %s: axe finds nothing, and nothing scrolls sideways',
    (lang, state) =>
      look(stage, `${path}?state=${state}&lang=${lang}`, { viewport }, async (page) => {
        await page.locator('main :is(h1, h2)').first().waitFor()
        await expectWhole(page, lang, viewport.width)
      }),
  )
})

test('a page that is written from right to left is turned round', () =>
  look(
    stage,
    `${popupPage}?state=signed-in&lang=rtl`,
    { viewport: { width: 380, height: 600 } },
    async (page) => {
      const ring = await page.locator('.ring').boundingBox()
      const name = await page.locator('#who').boundingBox()
      expect(ring?.x).toBeGreaterThan(name?.x ?? Number.NaN)
    },
  ))
