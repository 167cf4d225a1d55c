import type { Page } from 'playwright'
import { signInPage } from '../popup-stage/build-stage.ts'
import { waitLong } from '../long-wait.ts'
import { arriveLoading, loading } from '../loading.ts'
import type { Screen } from '../screen.ts'
import type { Spoken } from '../words/spoken-as.ts'
import { states } from './states.ts'
import type { Face, StepName } from './steps.ts'

/** Types into the fields of these labels, and sends them. */
export async function fill(page: Page, say: Spoken, answers: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(answers)) {
    await page.getByRole('textbox', { name: say(label) }).fill(text)
  }
  await page.keyboard.press('Enter')
}

const choose = (page: Page, say: Spoken, name: string) =>
  page
    .getByRole('button')
    .filter({ has: page.locator('strong').filter({ hasText: say(name) }) })
    .click()
const press = (page: Page, say: Spoken, name: string) => page.getByRole('button', { name: say(name) }).click()

/** How a person answers each step. */
const answer: Record<StepName, (page: Page, say: Spoken) => Promise<void>> = {
  start: (page, say) => fill(page, say, { 'User name': 'ada', Password: 'Correct-horse-1' }),
  newPassword: (page, say) =>
    fill(page, say, { 'New password': 'Correct-horse-1', 'Cost centre': '12', 'Full name': 'Ada' }),
  code: (page, say) => fill(page, say, { Code: '123456' }),
  chooseMfa: (page, say) => choose(page, say, 'Authenticator app'),
  setUpMfa: (page, say) => fill(page, say, { Code: '123456' }),
  chooseFactor: (page, say) => choose(page, say, 'E-mail'),
  password: (page, say) => fill(page, say, { Password: 'Correct-horse-1' }),
  passkey: (page, say) => press(page, say, 'Use passkey'),
  custom: (page, say) => fill(page, say, { 'Your answer': '42' }),
  resetPassword: (page, say) => fill(page, say, { Code: '123456', 'New password': 'Correct-horse-1' }),
  rememberDevice: (page, say) => choose(page, say, 'Remember this browser'),
}

/** The focus goes back to where the answer is put right, and what was wrong is told aloud. */
async function becameOf(page: Page, face: Face): Promise<void> {
  if (face === 'busy') return page.locator('[aria-busy=true]').waitFor()
  await page.locator('[role=alert].error p:not(:empty)').waitFor()
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
}

export const screen: Screen = {
  name: 'sign-in',
  path: (state) => `${signInPage}?state=${state}`,
  viewport: { width: 520, height: 760 },
  states: [...Object.keys(states), ...Object.keys(loading)],
  async arrive(page, state, say) {
    if (await arriveLoading(page, state)) return
    await page.locator('main :is(h1, h2)').first().waitFor()
    const { answered, clicks = [] } = states[state] ?? {}
    if (answered !== undefined) {
      await answer[answered.step](page, say)
      await becameOf(page, answered.face)
    }
    for (const name of clicks) await page.getByText(say(name)).click()
    if (states[state]?.long) await waitLong(page, say)
  },
}
