import { browser } from './browser.ts'
import { chosenWords } from './chosen-words.ts'
import type { PanelClaims } from '../contract/panel.ts'

/** Draws the panel in a tab's top document. `activeTab` lets it in for as long as the person's gesture lasts. */
export function panelScripts(file: string) {
  return {
    async show(tabId: number, claims: PanelClaims): Promise<void> {
      const [injected] = await browser.scripting.executeScript({ target: { tabId }, files: [file] })
      const words = await chosenWords()
      await browser.tabs.sendMessage(tabId, { ...claims, words }, documentOf(injected))
    },
  }
}

/** The very document that was injected into: a page that came meanwhile must not get the claims. */
function documentOf(injected: object | undefined): object {
  if (injected !== undefined && 'documentId' in injected) return { documentId: injected.documentId }
  throw new Error('The browser does not say which document it injected into.')
}

/** The person pressed the panel's key; the tab is the one they look at. */
export function onPanelKey(listener: (tabId: number) => Promise<void>): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'show-claims' && tab?.id !== undefined) void listener(tab.id)
  })
}
