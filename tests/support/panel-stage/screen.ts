import { panelPage } from '../popup-stage/build-stage.ts'
import type { Screen } from '../screen.ts'
import { sessions } from './states.ts'

export const screen: Screen = {
  name: 'panel',
  path: (state) => `${panelPage}?state=${state}`,
  viewport: { width: 900, height: 700 },
  states: Object.keys(sessions),
  async arrive(page, state) {
    await page.evaluate('stage.inject()')
    await page.evaluate(`stage.push('${state}')`)
    await page.locator('.panel').waitFor()
  },
}
