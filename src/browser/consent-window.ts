import { browser } from './browser.ts'

const SIZE = { width: 460, height: 720 }

/** The one window in which a person is asked. It is found by its page: a worker that died knows no ids. */
export function consentWindow(page: string) {
  const url = browser.runtime.getURL(page)
  const open = async () => (await browser.tabs.query({ url }))[0]
  return {
    isOpen: async () => (await open()) !== undefined,
    async show(): Promise<void> {
      const tab = await open()
      if (tab?.windowId === undefined) await browser.windows.create({ type: 'popup', url, ...SIZE })
      else await browser.windows.update(tab.windowId, { focused: true })
    },
    async close(): Promise<void> {
      const tab = await open()
      if (tab?.id !== undefined) await browser.tabs.remove(tab.id)
    },
  }
}

/** Calls back when any window was closed: it may have been that one. */
export function onWindowClosed(listener: () => Promise<void>): void {
  browser.windows.onRemoved.addListener(() => void listener())
}

/** What stands on the toolbar icon. */
export async function badge(text: string): Promise<void> {
  await browser.action.setBadgeText({ text })
}
