import { browser } from './browser.ts'

/** Calls back after so many milliseconds. Returns what cancels it. */
export function later(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}

/** Calls back when the tab is closed. Returns what stops it. */
export function onTabClosed(tabId: number, listener: () => void): () => void {
  const closed = (id: number) => void (id === tabId && listener())
  browser.tabs.onRemoved.addListener(closed)
  return () => browser.tabs.onRemoved.removeListener(closed)
}

/** Opens one of the extension's own pages in a tab. */
export async function openTab(page: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page) })
}
