import { browser } from './browser.ts'

/** Calls back after so many milliseconds. Returns what cancels it. */
export function later(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}

/** Calls back when the tab is closed, or is so already. Returns what stops it. */
export function onTabClosed(tabId: number, listener: () => void): () => void {
  const closed = (id: number) => void (id === tabId && listener())
  browser.tabs.onRemoved.addListener(closed)
  void browser.tabs.get(tabId).catch(listener)
  return () => browser.tabs.onRemoved.removeListener(closed)
}

/** Brings this page's window to the front. */
export async function comeForward(): Promise<void> {
  const { id } = await browser.windows.getCurrent()
  if (id !== undefined) await browser.windows.update(id, { focused: true })
}
