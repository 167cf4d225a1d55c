import type { Runtime } from 'webextension-polyfill'
import { browser } from './browser.ts'

interface SenderAsTold extends Runtime.MessageSender {
  /** Chromium 80+ and Firefox 126+; missing in the polyfill's types. */
  origin?: string
}

type Listener<Answer> = (message: unknown, sender: SenderAsTold) => Promise<Answer>

/**
 * Listens on both ways in. Each listener answers every message with a promise and is itself not async.
 * Must be called synchronously at the start of the worker.
 */
export function listen<Answer>(internal: Listener<Answer>, external: Listener<Answer>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    internal(message, sender),
  )
  // Absent in Firefox for pages; other extensions knock there and are refused.
  browser.runtime.onMessageExternal?.addListener((message: unknown, sender: Runtime.MessageSender) =>
    external(message, sender),
  )
}

/** The extension itself, for telling its own pages from content scripts. */
export function self(pages: readonly string[]) {
  return { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, ''), pages }
}

/** Has the browser start the worker when it starts itself: what was to end with the last run ends at once. */
export function startWithBrowser(): void {
  browser.runtime.onStartup.addListener(() => undefined)
}

/** Calls back when host permissions come or go, whoever gave or took them. */
export function onHostsChanged(changed: {
  added(patterns: readonly string[]): Promise<void>
  removed(): Promise<void>
}): void {
  browser.permissions.onAdded.addListener(({ origins }) => void changed.added(origins ?? []))
  browser.permissions.onRemoved.addListener(() => void changed.removed())
}
