import type { Page } from 'playwright'
import { until } from '../../tests/support/until.ts'

/** What a demo page shows of the session, read from its DOM as it stands. */
export interface Shown {
  state: string
  generation?: number
  claims?: Record<string, unknown>
  accessToken?: string
  idToken?: string
}

/** Reads JSON that a demo page wrote into an element; undefined while there is none. */
export async function written(page: Page, id: string): Promise<unknown> {
  const text = await page.locator(`#${id}`).textContent()
  return text === null || text === '' ? undefined : JSON.parse(text)
}

/** Waits until the page shows a session for which `fits` is true. */
export async function sessionOn(page: Page, what: string, fits: (shown: Shown) => boolean): Promise<Shown> {
  return until(what, async () => {
    const shown = await written(page, 'session')
    return isShown(shown) && fits(shown) ? shown : undefined
  })
}

function isShown(value: unknown): value is Shown {
  return typeof value === 'object' && value !== null && 'state' in value && typeof value.state === 'string'
}
