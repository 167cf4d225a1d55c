import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cutOff, overflow, violations } from '../axe.ts'
import { look, openStage, type StageBrowser } from '../popup-stage/stage-browser.ts'
import { allScreens } from '../screen.ts'
import { catalogues, type Lang } from './catalogues.ts'
import { spokenAs } from './spoken-as.ts'

/** The panel's text is drawn by styles, where axe cannot see it; a test of its own reads it. */
const screens = (await allScreens()).filter(({ name }) => name !== 'panel')

/** The full run looks at every state in each language; the short one at a few, in each language at others. */
function looked(states: readonly string[], lang: Lang): readonly string[] {
  const every = process.env['FULL'] === undefined ? Math.min(12, states.length) : 1
  const turn = Object.keys(catalogues).indexOf(lang)
  return states.filter((_, index) => index % every === turn % every)
}

async function expectWhole(page: Page, lang: Lang, width: number): Promise<void> {
  const spoken = await page
    .locator('main')
    .evaluate((main) => [
      main.closest<HTMLElement>('[lang]')?.lang,
      main.closest<HTMLElement>('[dir]:not([dir=""])')?.dir,
    ])
  expect(spoken).toEqual(lang === 'rtl' ? ['he', 'rtl'] : [lang, 'ltr'])
  expect(await page.locator('main').innerText()).not.toBe('')
  expect(await violations(page)).toEqual([])
  for (const narrow of [width, 320]) {
    expect(await overflow(page, narrow)).toBe(0)
    expect(await cutOff(page)).toEqual([])
  }
}

/** Looks at every page in a language. Each language is a file of its own: so they are looked at side by side. */
export function describeSpoken(lang: Lang): void {
  let stage: StageBrowser

  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  describe.each(screens)(`$name in ${lang}`, (screen) => {
    test.each(looked(screen.states, lang))(
      '%s: axe finds nothing, nothing is cut off, and nothing scrolls sideways',
      (state) =>
        look(stage, `${screen.path(state)}&lang=${lang}`, screen, async (page) => {
          await screen.arrive(page, state, spokenAs(lang))
          await expectWhole(page, lang, screen.viewport.width)
        }),
    )
  })
}
