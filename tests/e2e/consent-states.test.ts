import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screen } from '../support/consent-stage/screen.ts'
import {
  expectDrawnWell,
  look as lookAt,
  openStage,
  shots,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const english = spokenAs('en')

/** Opens the window in a state, if need be with a clock that stands still. */
function look(name: string, use: (page: Page) => Promise<void>, frozen = false): Promise<void> {
  const before = async ({ clock }: Page) => {
    await clock.install({ time: 0 })
    await clock.pauseAt(1000)
  }
  const options = { viewport: screen.viewport, ...(frozen ? { before } : {}) }
  return lookAt(stage, screen.path(name), options, use)
}

test.each(screen.states)(
  'the window that asks, %s: axe finds nothing, light, dark or in forced colours, and nothing scrolls sideways',
  (name) =>
    look(name, async (page) => {
      await screen.arrive(page, name, english)
      await expectDrawnWell(page, screen.viewport.width)
    }),
)

test.each([
  ['asks', 'ButtonText'],
  ['nothing-ticked', 'GrayText'],
  ['browser-asks', 'GrayText'],
])('in forced colours, %s: the yes looks as possible as it is: %s', (name, color) =>
  look(name, async (page) => {
    await screen.arrive(page, name, english)
    await page.emulateMedia({ forcedColors: 'active' })
    const drawn = await page.locator('button.primary').evaluate((button, color) => {
      const sample = document.createElement('i')
      sample.style.color = color
      document.body.append(sample)
      const { borderTopColor, color: text } = getComputedStyle(button)
      return { border: borderTopColor, text, wanted: getComputedStyle(sample).color }
    }, color)
    await page.screenshot({ path: `${shots}/consent-${name}-forced.png` })
    expect(drawn.text).toBe(drawn.wanted)
    if (color === 'GrayText') expect(drawn.border).toBe(drawn.wanted)
  }),
)

const asked = (page: Page) =>
  page.evaluate(() => {
    const questions: { method: string; params: object }[] = Reflect.get(globalThis, 'asked')
    return questions
  })

describe('a yes', () => {
  const allow = (page: Page) => page.getByRole('button', { name: 'Allow' })

  test('is not possible at first, for whoever clicks what was not there a moment ago', () =>
    look(
      'asks',
      async (page) => {
        await page.clock.runFor(499)
        // By force: Playwright itself would wait until the button is enabled.
        await allow(page).click({ force: true })
        expect(await asked(page)).toEqual([])
        // The half second begins with the first frame that was drawn.
        await page.clock.runFor(50)
        await allow(page).click()
        expect(await asked(page)).toMatchObject([{ method: 'allowSite' }])
      },
      true,
    ))

  test('is not possible until half a second after the focus came back', () =>
    look('asks', async (page) => {
      await page.locator('button.primary[aria-disabled=false]').waitFor()
      await page.evaluate(() => window.dispatchEvent(new Event('blur')))
      await page.locator('button.primary[aria-disabled=true]').waitFor()
      const disabled = await allow(page).evaluate((button) => {
        window.dispatchEvent(new Event('focus'))
        return button.ariaDisabled
      })
      expect(disabled).toBe('true')
      await page.locator('button.primary[aria-disabled=false]').waitFor()
    }))

  test('is not taken away by tidings of a focus that was there all the time', () =>
    look('asks', async (page) => {
      await page.locator('button.primary[aria-disabled=false]').waitFor()
      await page.evaluate(async () => {
        window.dispatchEvent(new Event('focus'))
        await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))
      })
      expect(await page.locator('button.primary[aria-disabled=false]').count()).toBe(1)
    }))

  test('takes no event that a script made', () =>
    look('asks', async (page) => {
      await page.locator('button.primary[aria-disabled=false]').waitFor()
      await allow(page).evaluate((button: HTMLElement) => button.click())
      await allow(page).evaluate((button) =>
        button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })),
      )
      expect(await asked(page)).toEqual([])
    }))

  test('gives what is ticked, and never more than was asked for', () =>
    look('asks', async (page) => {
      await page.getByLabel('email').uncheck()
      await page.getByLabel('Until').selectOption('hour')
      await page.locator('button.primary[aria-disabled=false]').click()
      expect(await asked(page)).toMatchObject([
        {
          method: 'allowSite',
          params: {
            origin: 'https://reports.acme.example:8443',
            gives: { claims: ['name', 'cognito:groups'], idToken: false, accessToken: true },
            maySignOut: false,
            until: 'hour',
          },
        },
      ])
    }))

  test('for more than there is keeps the terms of what there is, and marks what is new', () =>
    look('asks-for-more', async (page) => {
      await page.getByText('It has 2 claims already').waitFor()
      const marked = page.locator('label', { has: page.locator('.new') })
      expect((await marked.allTextContents()).map((text) => text.replace(/ new.*/, '').trim())).toEqual([
        'cognito:groups',
        'Access token',
      ])
      await page.locator('button.primary[aria-disabled=false]').click()
      expect(await asked(page)).toMatchObject([{ params: { maySignOut: true, until: 'month' } }])
    }))

  test('for a frame names the site around it, and says what is known of its tab', () =>
    look('from-a-frame', async (page) => {
      await page.getByLabel('Until').selectOption('This tab closes')
      await page.locator('button.primary[aria-disabled=false]').click()
      expect(await asked(page)).toMatchObject([{ params: { top: 'https://portal.example', until: 'tab' } }])
    }))
})

test('a no has the focus at first, and one key says it', () =>
  look('asks', async (page) => {
    await page.keyboard.press('Enter')
    expect(await asked(page)).toMatchObject([
      { method: 'refuseSite', params: { origin: 'https://reports.acme.example:8443' } },
    ])
  }))

test('all can be done by keyboard', () =>
  look('asks', async (page) => {
    await page.locator('button.primary[aria-disabled=false]').waitFor()
    await page.getByLabel('Claims').focus()
    await page.keyboard.press('Space')
    const way = []
    for (let steps = 0; steps < 7; steps += 1) {
      way.push(await page.evaluate(() => document.activeElement?.tagName))
      await page.keyboard.press('Tab')
    }
    expect(way).toEqual(['INPUT', 'INPUT', 'INPUT', 'INPUT', 'INPUT', 'INPUT', 'SELECT'])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await asked(page)).toMatchObject([{ method: 'allowSite', params: { gives: { claims: [] } } }])
  }))
