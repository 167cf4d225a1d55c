import type { PageEvent } from '@cognito-shared-session/page-sdk/protocol'
import type { Tabs } from 'webextension-polyfill'
import { browser } from './browser.ts'
import { hostPattern, originOf, type Origin } from '../contract/identity.ts'
import { holdsHost, returnHost } from './host-permission.ts'

const ID = 'bridge:'

/** Registers and injects the bridge. `file` is the built script's name. */
export function bridgeScripts(file: string) {
  return {
    holdsHost,
    returnHost,
    async registered(): Promise<string[]> {
      const scripts = await browser.scripting.getRegisteredContentScripts()
      return scripts.filter(({ id }) => id.startsWith(ID)).map(({ id }) => id.slice(ID.length))
    },
    register: (pattern: string) =>
      browser.scripting.registerContentScripts([
        {
          id: ID + pattern,
          matches: [pattern],
          js: [file],
          allFrames: true,
          runAt: 'document_start',
          persistAcrossSessions: true,
        },
      ]),
    unregister: (pattern: string) => browser.scripting.unregisterContentScripts({ ids: [ID + pattern] }),
    async inject(pattern: string): Promise<void> {
      const tabs = await browser.tabs.query({ url: pattern })
      await Promise.allSettled(tabs.map((tab) => injectInto(tab, file)))
    },
    async tell(origin: Origin, event: PageEvent): Promise<void> {
      // Once the host is gone, tabs have no address here any more; bridges on other sites ask and find no change.
      const filter = (await holdsHost(origin)) ? { url: hostPattern(origin) } : {}
      const tabs = await browser.tabs.query(filter)
      await Promise.allSettled(tabs.map((tab) => tellTab(tab, origin, event)))
    },
  }
}

async function injectInto(tab: Tabs.Tab, file: string): Promise<void> {
  // A discarded tab has no document; it gets the registered script when it comes back.
  if (tab.id === undefined || tab.discarded === true) return
  await browser.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, files: [file] })
}

/** Frames of the origin may stand in tabs of others; those learn of changes at their next question. */
async function tellTab(tab: Tabs.Tab, origin: Origin, event: PageEvent): Promise<void> {
  if (tab.id === undefined || (tab.url !== undefined && originOf(tab.url) !== origin)) return
  await browser.tabs.sendMessage(tab.id, event)
}
