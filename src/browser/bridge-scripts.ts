import type { PageEvent } from '@cognito-shared-session/page-sdk/protocol'
import type { Scripting } from 'webextension-polyfill'
import { browser } from './browser.ts'
import { hostPattern, originOf, type Origin } from '../contract/identity.ts'
import { holdsHost, returnHost } from './host-permission.ts'

const ID = 'bridge:'

/** Registers and injects the bridge. `file` is the built script's name. */
export function bridgeScripts(file: string) {
  const inject = (target: Scripting.InjectionTarget) =>
    alone(browser.scripting.executeScript({ target, files: [file], injectImmediately: true }))
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
      // A discarded tab has no document; it gets the registered script when it comes back.
      for (const { id, discarded } of tabs) {
        if (id !== undefined && discarded !== true) inject({ tabId: id, allFrames: true })
      }
    },
    injectFrame: async (tabId: number, frameId: number) => inject({ tabId, frameIds: [frameId] }),
    async tell(origin: Origin, event: PageEvent, around: readonly Origin[]): Promise<void> {
      // Frames may stand in tabs whose address is unknown here; what was granted is asked, so all bridges may hear.
      const anywhere = event.event === 'permissionsChanged'
      const tabs = await browser.tabs.query(anywhere || around.length > 0 ? {} : { url: hostPattern(origin) })
      const told = tabs.filter(({ url }) => {
        const shown = originOf(url)
        return anywhere || url === undefined || shown === origin || around.some((top) => top === shown)
      })
      for (const { id } of told) if (id !== undefined) alone(browser.tabs.sendMessage(id, event))
    },
  }
}

/** Nobody waits for a page: one that is frozen, busy or never done loading answers late or never. */
function alone(asked: Promise<unknown>): void {
  asked.catch(() => undefined)
}
