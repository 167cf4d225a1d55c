import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cutOff, overflow, violations } from '../support/axe.ts'
import { popupPage } from '../support/popup-stage/build-stage.ts'
import { look, openStage, type StageBrowser } from '../support/popup-stage/stage-browser.ts'
import { allScreens } from '../support/screen.ts'
import type { Lang } from '../support/words/catalogues.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

/** The panel's text is drawn by styles, where axe cannot see it; a test of its own reads it. */
const screens = (await allScreens()).filter(({ name }) => name !== 'panel')

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** The language that is made for the test, and those with the longest and the densest words. */
const langs: readonly Lang[] = ['rtl', 'de', 'ja']

/** The full run looks at every state in each language; the short one at a few, in each language at others. */
function looks(states: readonly string[]): [Lang, string][] {
  const every = process.env['FULL'] === undefined ? Math.min(12, states.length) : 1
  return langs.flatMap((lang, offset) =>
    states
      .filter((_, index) => index % every === offset % every)
      .map((state): [Lang, string] => [lang, state]),
  )
}

async function expectWhole(page: Page, lang: Lang, width: number): Promise<void> {
  const spoken = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
  expect(spoken).toEqual(lang === 'rtl' ? ['he', 'rtl'] : [lang, 'ltr'])
  expect(await page.locator('main').innerText()).not.toBe('')
  expect(await violations(page)).toEqual([])
  for (const narrow of [width, 320]) {
    expect(await overflow(page, narrow)).toBe(0)
    expect(await cutOff(page)).toEqual([])
  }
}

describe.each(screens)('$name', (screen) => {
  test.each(looks(screen.states))(
    'in %s, %s: axe finds nothing, nothing is cut off, and nothing scrolls sideways',
    (lang, state) =>
      look(stage, `${screen.path(state)}&lang=${lang}`, screen, async (page) => {
        await screen.arrive(page, state, spokenAs(lang))
        await expectWhole(page, lang, screen.viewport.width)
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
