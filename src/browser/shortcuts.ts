import { browser } from './browser.ts'

/** The keys that the person can give the extension's commands, in the browser's own settings. */
export const shortcuts = {
  /** The key of the command that shows the claims on a page; empty where it has none. */
  async showClaims(): Promise<string> {
    const commands = await browser.commands.getAll()
    return commands.find(({ name }) => name === 'show-claims')?.shortcut ?? ''
  },
  /** Opens the settings. Firefox has a call for it, Chromium an address. */
  async change(): Promise<void> {
    if ('openShortcutSettings' in browser.commands) await browser.commands.openShortcutSettings()
    else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
  },
}
