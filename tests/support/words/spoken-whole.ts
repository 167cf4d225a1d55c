import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cutOff, overflow, violations } from '../axe.ts'
import { look, openStage, type StageBrowser } from '../popup-stage/stage-browser.ts'
import { allScreens } from '../screen.ts'
import { catalogues, type Lang } from './catalogues.ts'
import { spokenAs } from './spoken-as.ts'

/** The panel's text is drawn by styles, where axe cannot see it; a test of its own reads it. */
const screens = (await allScreens()).filter(({ name }) => name !== 'panel')

/** Of how many states one is looked at; more take longer than a run has. */
function share(): number {
  if (process.env['EVERY_LANGUAGE'] !== undefined) return 1
  return process.env['FULL'] === undefined ? 12 : 2
}

/** Each language is looked at in other states, so that the full run leaves none out. */
function looked(states: readonly string[], lang: Lang): readonly string[] {
  const every = Math.min(share(), states.length)
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
