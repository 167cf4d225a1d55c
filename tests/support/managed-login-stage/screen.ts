import { managedLoginPage } from '../popup-stage/build-stage.ts'
import { waitLong } from '../long-wait.ts'
import { arriveLoading, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'
import { states } from './states.ts'

/** While it goes on there is a line that moves; what has ended can be tried again, but for want of a pool. */
const settled = (state: string) =>
  /^(looking|window|finishing|stopped)/.test(state) ? '.progress' : 'section:not(:has(.progress)) h1'

export const screen: Screen = {
  name: 'managed-login',
  path: (state) => `${managedLoginPage}?state=${state}`,
  viewport: { width: 520, height: 600 },
  states: [...Object.keys(states), ...Object.keys(loading)],
  async arrive(page, state, say) {
    if (await arriveLoading(page, state)) return
    await page.locator(settled(state)).waitFor()
    const { clicks = [], long = false, after = [] } = states[state] ?? {}
    for (const text of clicks) await page.getByText(say(text)).click()
    if (long) await waitLong(page, say)
    for (const text of after) await page.getByText(say(text)).click()
  },
}
