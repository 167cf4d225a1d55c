import { managedLoginPage } from '../popup-stage/build-stage.ts'
import type { Screen } from '../screen.ts'
import { states } from './states.ts'

/** While it goes on there is a line that moves; what has ended can be tried again, but for want of a pool. */
const settled: Record<string, string> = { looking: '.progress', window: '.progress', finishing: '.progress' }

export const screen: Screen = {
  name: 'managed-login',
  path: (state) => `${managedLoginPage}?state=${state}`,
  viewport: { width: 520, height: 600 },
  states: Object.keys(states),
  async arrive(page, state, say) {
    await page.locator(settled[state] ?? 'section:not([aria-busy=true]) h1').waitFor()
    for (const text of states[state]?.clicks ?? []) await page.getByText(say(text)).click()
  },
}
