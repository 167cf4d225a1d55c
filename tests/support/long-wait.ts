import type { Page } from 'playwright'
import type { Spoken } from './words/spoken-as.ts'

/** Lets time pass on a stage, in milliseconds. */
export function pass(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate(`pass(${milliseconds})`)
}

/** Waits on a page for what never comes, until it can be left. */
export async function waitLong(page: Page, say: Spoken): Promise<void> {
  // Who waits begins to look at the clock once it is drawn that they do.
  await page.locator('[aria-busy=true]:visible').first().waitFor()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
  await pass(page, 9_000)
  await page
    .getByRole('button', { name: say('Stop waiting') })
    .first()
    .waitFor()
}
