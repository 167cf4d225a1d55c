import type { Page } from 'playwright'
import type { Browser } from 'webextension-polyfill'
import type { LoadedExtension } from './extension.ts'

/** The browser's id of the tab a page is in. Brings the page to the front. */
export async function tabIdOf({ inside }: LoadedExtension, page: Page): Promise<number> {
  await page.bringToFront()
  const id = await inside.evaluate(async () => {
    const world: object = globalThis
    const chrome: Browser = Reflect.get(world, 'chrome')
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
    return tab?.id
  })
  if (id === undefined) throw new Error(`No active tab, though ${page.url()} was brought to the front.`)
  return id
}
