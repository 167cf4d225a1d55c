import type { Tabs } from 'webextension-polyfill'
import { browser } from './browser.ts'
import { originOf, type Origin } from '../contract/identity.ts'

/**
 * Tells of tabs that close or go elsewhere. Must be called synchronously at the start of the worker, since a
 * change may be what woke it; a listener that is taken away again wakes the worker no more.
 */
export function tabWatch() {
  let told: () => Promise<void> = () => Promise.resolve()
  const removed = () => void told()
  const updated = (_: number, { status, url }: Tabs.OnUpdatedChangeInfoType) => {
    if (status !== undefined || url !== undefined) void told()
  }
  const watch = (on: boolean) => {
    const change = on ? 'addListener' : 'removeListener'
    browser.tabs.onRemoved[change](removed)
    browser.tabs.onUpdated[change](updated)
  }
  watch(true)
  return {
    watch,
    onChanged: (listener: () => Promise<void>) => void (told = listener),
    /** Where there is no host permission, browsers do not say. */
    async shows(tabId: number): Promise<Origin | null | undefined> {
      const tab = await browser.tabs.get(tabId).catch(() => undefined)
      return tab !== undefined && tab.url === undefined ? null : originOf(tab?.url)
    },
  }
}
