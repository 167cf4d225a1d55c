import { browser } from './browser.ts'

/**
 * Calls back when a person installed the extension: not when it, or the browser, was updated, not when it was loaded
 * until Firefox ends, and not when an operator's policy installed it, whose words the browser may know only after a while.
 */
export function onFirstInstalled(listener: () => Promise<void>): void {
  browser.runtime.onInstalled.addListener(({ reason, temporary }) => {
    if (reason !== 'install' || temporary) return
    // Asking about oneself needs no permission.
    const asked = browser.management.getSelf()
    void asked.then(({ installType }) => (installType === 'admin' ? undefined : listener()))
  })
}

export async function openPage(page: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page) })
}
