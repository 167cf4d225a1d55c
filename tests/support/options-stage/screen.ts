import type { Page } from 'playwright'
import { optionsPage } from '../popup-stage/build-stage.ts'
import { waitLong } from '../long-wait.ts'
import { arriveLoading, loadedFor, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'
import { states } from './states.ts'

async function choose(page: Page, file: string | undefined): Promise<void> {
  if (file === undefined) return
  const buffer = Buffer.from(file)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer })
  await page.locator('.filed, [role=status].note').first().waitFor()
}

export const screen: Screen = {
  name: 'options',
  path: (state) => `${optionsPage}?state=${state}`,
  viewport: { width: 820, height: 760 },
  states: [...Object.keys(states), ...Object.keys(loading)],
  async arrive(page, state, say) {
    if (await arriveLoading(page, state)) return
    await page.locator('main h1').first().waitFor()
    const { file, paste, clicks = [] } = states[state] ?? {}
    await choose(page, file)
    if (paste !== undefined) await page.getByLabel(say('Paste it here')).fill(paste)
    for (const text of clicks) await page.getByText(say(text)).first().click()
    if (states[state]?.unread) await loadedFor(page, 9_000)
    if (states[state]?.long) await waitLong(page, say)
  },
}
