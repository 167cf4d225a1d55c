import { browser } from './browser.ts'

/**
 * Calls back when the extension was installed: not when it, or the browser, was updated, and not when it was loaded
 * until Firefox ends.
 */
export function onFirstInstalled(listener: () => Promise<void>): void {
  browser.runtime.onInstalled.addListener(({ reason, temporary }) => {
    if (reason === 'install' && !temporary) void listener()
  })
}

export async function openPage(page: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page) })
}
