import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { cutOff, overflow, spilt } from '../support/axe.ts'
import { managedLoginPage } from '../support/popup-stage/build-stage.ts'
import { look, openStage, type StageBrowser } from '../support/popup-stage/stage-browser.ts'
import { allScreens } from '../support/screen.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

/** The panel's text is drawn by styles, in a page that is not the extension's to zoom. */
const screens = (await allScreens()).filter(({ name }) => name !== 'panel')

/** The narrowest that pages are made for, in CSS pixels. */
const NARROWEST = 320

let stage: StageBrowser

beforeAll(async () => {
  const opened = await openStage()
  const page = await opened.browser.newPage({ reducedMotion: 'reduce', deviceScaleFactor: 2 })
  stage = { ...opened, page }
})
afterAll(() => stage.close())

const english = spokenAs('en')

/** The full run looks at every state, the short one at a handful of each page. */
function looked(states: readonly string[]): readonly string[] {
  const every = process.env['FULL'] === undefined ? Math.ceil(states.length / 5) : 1
  return states.filter((_, index) => index % every === 0)
}

/** How much moves. What comes at a certain time, all at once, is not moving. */
const animations = (page: Page) =>
  page.evaluate(
    () =>
      document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().activeDuration !== 0)
        .length,
  )

/** Boxes that hide what is further down in them, where nobody can scroll to. */
const hiding = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, body, main, main *')]
      .filter((element) => element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 1)
      .filter((element) => /hidden|clip/.test(getComputedStyle(element).overflowY))
      .map(({ tagName, className }) => `${tagName}.${className}`),
  )

/** Whether what can be used last can be brought into view. */
async function endIsReached(page: Page): Promise<boolean> {
  const usable = page.locator('main :is(a, button, input, select, summary):visible')
  if ((await usable.count()) === 0) return true
  return usable.last().evaluate((element) => {
    element.scrollIntoView({ block: 'nearest' })
    const { top, bottom } = element.getBoundingClientRect()
    return top >= -1 && bottom <= innerHeight + 1
  })
}

describe.each(screens)('$name', (screen) => {
  const width = Math.max(NARROWEST, Math.round(screen.viewport.width / 2))
  const viewport = { width, height: Math.round(screen.viewport.height / 2) }

  test.each(looked(screen.states))('%s: at twice its size nothing is lost, and nothing moves', (state) =>
    look(stage, screen.path(state), { viewport }, async (page) => {
      await screen.arrive(page, state, english)
      expect(await animations(page)).toBe(0)
      expect(await hiding(page)).toEqual([])
      expect(await endIsReached(page)).toBe(true)
      expect(await spilt(page)).toEqual([])
      expect(await cutOff(page)).toEqual([])
      expect(await overflow(page, width)).toBe(0)
    }),
  )
})

test('a line moves while somebody is signed in, but for those who asked for stillness', () =>
  look(
    stage,
    `${managedLoginPage}?state=looking`,
    { viewport: { width: 520, height: 600 } },
    async (page) => {
      await page.locator('.progress').waitFor()
      expect(await animations(page)).toBe(0)
      await page.emulateMedia({ reducedMotion: 'no-preference' })
      expect(await animations(page)).toBe(1)
      await page.emulateMedia({ reducedMotion: 'reduce' })
    },
  ))
