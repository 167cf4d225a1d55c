import { welcomePage } from '../popup-stage/build-stage.ts'
import { arriveLoading, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'

/** Which key shows the claims: none, and as Windows and macOS write it. */
const keys: Record<string, string> = { 'no-key': '', key: 'Alt+Shift+C', 'key-of-a-mac': '⌥⇧C' }

export const screen: Screen = {
  name: 'welcome',
  path: (state) => `${welcomePage}?state=${state}&key=${encodeURIComponent(keys[state] ?? '')}`,
  viewport: { width: 820, height: 760 },
  states: [...Object.keys(keys), ...Object.keys(loading)],
  async arrive(page, state) {
    if (!(await arriveLoading(page, state))) await page.locator('main h1').first().waitFor()
  },
}
