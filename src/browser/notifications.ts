import { browser } from './browser.ts'

const NOTIFICATIONS = { permissions: ['notifications' as const] }

/** The browser's permission to notify the person, which is optional. */
export const notifications = {
  allowed: () => browser.permissions.contains(NOTIFICATIONS),
  /** Asks the person. Must be called within a click, before anything is awaited. */
  request: () => browser.permissions.request(NOTIFICATIONS),
  giveBack: () => browser.permissions.remove(NOTIFICATIONS),
  /** Calls back when it comes or goes, from wherever. Returns what stops it. */
  onChanged(listener: (allowed: boolean) => void): () => void {
    const changed = () => void notifications.allowed().then(listener)
    browser.permissions.onAdded.addListener(changed)
    browser.permissions.onRemoved.addListener(changed)
    return () => {
      browser.permissions.onAdded.removeListener(changed)
      browser.permissions.onRemoved.removeListener(changed)
    }
  },
}
