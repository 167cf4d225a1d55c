import type { Page } from 'playwright'
import { consentPage } from '../popup-stage/build-stage.ts'
import { waitLong } from '../long-wait.ts'
import { arriveLoading, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'
import type { Spoken } from '../words/spoken-as.ts'
import { states, type Deed } from './states.ts'

const deeds: Record<Deed, (page: Page, say: Spoken) => Promise<void>> = {
  async allow(page) {
    await page.locator('button.primary[aria-disabled=false]').click()
    await page.locator('.error, [aria-busy=true]').waitFor()
  },
  refuse: (page, say) => page.getByRole('button', { name: say('Refuse') }).click(),
  some: (page) => page.getByLabel('email').uncheck(),
  async untick(page, say) {
    await page.getByLabel(label(say('Claims'))).uncheck()
    await page.getByLabel(label(say('Access token'))).uncheck()
  },
}

/** A tick's label goes on with what it means. */
const label = ({ source }: RegExp) => new RegExp(source.replace(/\\s\*\$$/, String.raw`\s`))

export const screen: Screen = {
  name: 'consent',
  path: (state) => `${consentPage}?state=${state}`,
  viewport: { width: 440, height: 680 },
  states: [...Object.keys(states), ...Object.keys(loading)],
  async arrive(page, state, say) {
    if (await arriveLoading(page, state)) return
    const made = states[state]?.deeds ?? []
    for (const deed of made) await deeds[deed](page, say)
    // Half a second after it is shown, allowing is possible; before, the button is dimmed.
    const settled = page.locator('button.primary[aria-disabled=false], .done, .error, [aria-busy=true]')
    if (!made.includes('untick')) await settled.first().waitFor()
    if (states[state]?.long) await waitLong(page, say)
  },
}
