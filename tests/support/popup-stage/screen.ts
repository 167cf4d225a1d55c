import type { Page } from 'playwright'
import { waitLong } from '../long-wait.ts'
import { arriveLoading, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'
import type { Spoken } from '../words/spoken-as.ts'
import { popupPage } from './build-stage.ts'
import { states, type Deed } from './states.ts'

const deeds: Record<Deed, (page: Page, say: Spoken) => Promise<void>> = {
  async signIn(page, say) {
    await page.getByLabel(say('User name')).fill('ada')
    await page.getByRole('textbox', { name: say('Password') }).fill('Correct-horse-1')
    await page.keyboard.press('Enter')
    await page.locator('.error, [aria-busy=true]').waitFor()
  },
  forget: (page) => page.locator('header button').click(),
  async stay(page, say) {
    await page.getByLabel(say('Stay signed in after the browser closes')).click()
    await page.locator('.error').waitFor()
  },
  json: (page, say) => page.getByRole('button', { name: say('JSON') }).click(),
  fold: (page) => page.locator('summary', { hasText: 'acme.example/plan' }).click(),
  compare: (page, say) => page.getByRole('tab', { name: say('Compare') }).click(),
  compareBefore: (page, say) => page.getByRole('button', { name: say('ID: changes') }).click(),
  copyToken: (page) => page.locator('.token > .quiet').click(),
  copyAllTheSame: (page, say) => page.getByRole('button', { name: say('Copy it all the same') }).click(),
  async access(page, say) {
    await page.getByRole('tab', { name: say('ID token') }).focus()
    await page.keyboard.press('ArrowRight')
  },
  search: (page) => page.getByRole('searchbox').fill('cognito:'),
  searchDeep: (page) => page.getByRole('searchbox').fill('gold'),
  refresh: (page, say) => page.getByRole('button', { name: say('Refresh now') }).click(),
  async allow(page, say) {
    await page.locator('.gives summary').click()
    await page.locator('.gives fieldset > label:nth-last-of-type(2) input').uncheck()
    await page.getByRole('button', { name: say('Allow this site') }).click()
  },
  async takeOver(page, say) {
    await page.getByRole('button', { name: say('Use this site’s sign-in…') }).click()
    await page.locator('.take-over .actions').waitFor()
  },
  signOut: (page, say) => page.getByRole('button', { name: say('Sign out') }).click(),
  signOutEverywhere: (page, say) => page.getByRole('button', { name: say('Sign out everywhere') }).click(),
  takeBack: (page, say) => page.getByRole('button', { name: say('Take back') }).click(),
  takeOverDo: (page) => page.locator('.take-over .actions button').first().click(),
  showOnPage: (page) => page.locator('.heading button').first().click(),
  showMore: (page) => page.locator('td button.link').first().click(),
}

export const screen: Screen = {
  name: 'popup',
  path: (state) => `${popupPage}?state=${state}`,
  viewport: { width: 380, height: 600 },
  states: [...Object.keys(states), ...Object.keys(loading)],
  async arrive(page, state, say) {
    if (await arriveLoading(page, state)) return
    await page.locator('main :is(h1, h2)').first().waitFor()
    for (const deed of states[state]?.deeds ?? []) await deeds[deed](page, say)
    if (states[state]?.long) await waitLong(page, say)
  },
}
