import browser from 'webextension-polyfill'
import type { PanelClaims } from '../contract/panel.ts'

/** Draws the panel in a tab's top document. `activeTab` lets it in for as long as the person's gesture lasts. */
export function panelScripts(file: string) {
  return {
    async show(tabId: number, claims: PanelClaims): Promise<void> {
      await browser.scripting.executeScript({ target: { tabId }, files: [file] })
      await browser.tabs.sendMessage(tabId, claims, { frameId: 0 })
    },
  }
}

/** The person pressed the panel's key; the tab is the one they look at. */
export function onPanelKey(listener: (tabId: number) => Promise<void>): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'show-claims' && tab?.id !== undefined) void listener(tab.id)
  })
}
