import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { answerLate } from '../support/late-answers.ts'
import { loadedFor } from '../support/loading.ts'
import { pass } from '../support/long-wait.ts'
import { ada } from '../support/popup-stage/people.ts'
import { look, openStage, type StageBrowser } from '../support/popup-stage/stage-browser.ts'
import { allScreens, type Screen } from '../support/screen.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const english = spokenAs('en')

/** Opens a state in which somebody waits. */
function inState(screen: Screen, state: string, use: (page: Page) => Promise<void>): Promise<void> {
  return look(stage, screen.path(state), screen, async (page) => {
    await screen.arrive(page, state, english)
    await use(page)
  })
}

const busy = (page: Page) => page.locator('[aria-busy=true]:visible')
const heard = (page: Page) => page.getByRole('status').allTextContents()
const wayOut = (page: Page) => page.getByRole('button', { name: 'Stop waiting' })

const screens = await allScreens()
const named = (states: Record<string, readonly string[]>) =>
  screens.flatMap((screen) =>
    (states[screen.name] ?? []).map((state): [string, string, Screen] => [screen.name, state, screen]),
  )

/** States in which somebody waits for the background, the browser, or a user pool's pages, and nothing comes. */
const waiting = named({
  popup: [
    'signing-in',
    'refreshing-asked',
    'signing-out',
    'signing-out-everywhere',
    'forgetting',
    'site-waiting',
    'site-taking-back',
    'site-taking-over',
    'claims-showing-on-page',
    'claims-copying-token',
  ],
  'sign-in': ['start-busy', 'code-busy', 'chooseMfa-busy', 'passkey-busy', 'rememberDevice-busy'],
  consent: ['browser-asks'],
  options: ['pools-file-adding', 'sites-taking-back'],
  'managed-login': ['looking', 'finishing'],
})

test.each(waiting)('%s, %s: the wait is said at once, before any time has passed', (_, state, screen) =>
  inState(screen, state, async (page) => {
    await busy(page).first().waitFor()
    expect((await heard(page)).join('')).toMatch(/…|Signing in/)
    expect(await wayOut(page).count()).toBe(0)
    await pass(page, 1_000)
    expect(await wayOut(page).count()).toBe(0)
  }),
)

/** The same, and what else there is, once it is long. */
const long = screens.flatMap((screen) =>
  screen.states
    .filter((state) => state.endsWith('-long'))
    .map((state): [string, string, Screen] => [screen.name, state, screen]),
)

test('every page on which somebody can wait has a state of a long wait', () => {
  const pages = new Set(long.map(([page]) => page))
  expect([...pages].toSorted()).toEqual(['consent', 'managed-login', 'options', 'popup', 'sign-in'])
})

/** Where the focus goes, where what began the wait is not there any more, is no control, or begins a form anew. */
const ELSEWHERE: Record<string, string> = {
  'managed-login, looking-long': 'h1',
  'managed-login, finishing-long': 'h1',
  'options, settings-language-long': 'h2',
  'popup, signing-in-long': 'input[name=password]',
  'sign-in, code-long': 'input.code',
  'sign-in, passkey-long': 'h1',
}

describe.each(long)('%s, %s', (_, state, screen) => {
  test('can be left before ten seconds are over, with the focus on what began it, where that is there', () =>
    inState(screen, state, async (page) => {
      expect((await heard(page)).join('')).toContain('longer than usual')

      const began = await busy(page).first().elementHandle()
      await wayOut(page).click()
      await busy(page).first().waitFor({ state: 'detached' })
      await wayOut(page).waitFor({ state: 'detached' })
      expect((await heard(page)).join('')).not.toContain('longer than usual')
      expect(await page.locator('.error').count()).toBe(0)
      const elsewhere = ELSEWHERE[`${screen.name}, ${state}`]
      if (elsewhere !== undefined) return page.locator(`${elsewhere}:focus`).waitFor()
      expect(await page.evaluate((control) => document.activeElement === control, began)).toBe(true)
    }))
})

/** The screen of this name. */
function screenOf(name: string): Screen {
  const screen = screens.find((screen) => screen.name === name)
  if (screen === undefined) throw new Error(`There is no page ${name}.`)
  return screen
}

test('popup: a token that comes after the person cancelled is not copied', () =>
  inState(screenOf('popup'), 'claims-copying-token', async (page) => {
    const copied = () => page.evaluate<string[]>('copied')
    const session = { state: 'signedIn', account: ada.account, generation: 3, expiresAt: 0, idToken: 'token' }

    await page.getByRole('button', { name: 'Cancel' }).click()
    await answerLate(page, 'copyToken', session)
    expect(await copied()).toEqual([])
  }))

test('sign-in: who is signed in after they left off is shown so', () =>
  inState(screenOf('sign-in'), 'start-long', async (page) => {
    await wayOut(page).click()
    await wayOut(page).waitFor({ state: 'detached' })
    await answerLate(page, 'signIn', { state: 'signedIn', account: ada.account })
    await page.getByRole('heading', { name: /signed in/ }).waitFor()
  }))

test('managed-login: how it ended has the focus, which is not lost where it is tried again', async () => {
  await inState(screenOf('managed-login'), 'cancelled', async (page) => {
    await page.locator('h1:focus', { hasText: 'Not signed in' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('h1:focus', { hasText: 'Not signed in' }).waitFor()
  })
})

test('options, activity-unread: what is not read yet is said, and how to load it again', async () => {
  await inState(screenOf('options'), 'activity-unread', async (page) => {
    expect(await heard(page)).toContainEqual(expect.stringContaining('Loading…'))
    expect(await page.getByRole('button', { name: 'Load it again' }).isVisible()).toBe(true)
    expect(await violations(page)).toEqual([])
  })
})

describe.each(screens.filter(({ states }) => states.includes('loading')))(
  'the first drawing of $name',
  (screen) => {
    const slow = (use: (page: Page) => Promise<void>) => inState(screen, 'loading', use)
    const says = (page: Page) => page.getByText('Loading…')
    const again = (page: Page) => page.getByRole('button', { name: 'Load it again' })

    test('says that it loads after 300 ms, and before ten seconds are over how to load it anew', () =>
      slow(async (page) => {
        await loadedFor(page, 299)
        expect([await says(page).isVisible(), await again(page).isVisible()]).toEqual([false, false])
        await loadedFor(page, 300)
        expect([await says(page).isVisible(), await again(page).isVisible()]).toEqual([true, false])
        await loadedFor(page, 9_999)
        expect([await says(page).isVisible(), await again(page).isVisible()]).toEqual([true, true])
        expect(await violations(page)).toEqual([])

        const reloaded = page.waitForEvent('load')
        await again(page).click()
        await reloaded
      }))

    test('leaves nothing of that once it is drawn', () =>
      slow(async (page) => {
        await page.evaluate('read()')
        await page.locator('#app:not(:empty)').waitFor()
        expect(await says(page).count()).toBe(0)
        expect(await again(page).count()).toBe(0)
      }))
  },
)
