import type { CallerKind } from '../contract/audience.ts'
import { originOf, type Origin } from '../contract/identity.ts'

/** What the browser says of a message's sender; of all this only `origin` and `id` carry authority. */
export interface Sender {
  id?: string
  origin?: string
  url?: string
  frameId?: number
  documentId?: string
  tab?: { id?: number; url?: string }
}

/** The extension itself: its id, its own origin, and the pages of it that may ask. */
export interface Self {
  id: string
  origin: string
  pages: readonly string[]
}

export interface SiteCaller {
  origin: Origin
  tabId: number
  frameId: number
  documentId: string
  /** The site in the address bar, where a frame asks and the browser says it. */
  top?: Origin
}

export type Caller =
  | { kind: Extract<CallerKind, 'extensionPage'>; path: string }
  | ({ kind: Extract<CallerKind, 'page' | 'contentScript'> } & SiteCaller)
  | { kind: Extract<CallerKind, 'otherExtension'> }

/**
 * Who sent a message that came by the extension's own channel: one of its pages, or one of its content
 * scripts, which speaks for its page's origin. Undefined: nobody who may ask.
 */
export function internalCaller(sender: Sender, self: Self): Caller | undefined {
  if (sender.id !== self.id) return undefined
  if (sender.origin === self.origin) return extensionPage(sender, self)
  const site = siteOf(sender)
  return site && { kind: 'contentScript', ...site }
}

/**
 * Who sent a message that came by the external channel. With an `id` it is another extension, whatever its
 * origin or tab say: a content script of another extension carries its page's origin.
 */
export function externalCaller(sender: Sender): Caller | undefined {
  if (sender.id !== undefined) return { kind: 'otherExtension' }
  const site = siteOf(sender)
  return site && { kind: 'page', ...site }
}

/** Only named pages, only as the whole page: one in a frame may be somebody's stage. */
function extensionPage(sender: Sender, self: Self): Caller | undefined {
  if ((sender.frameId ?? 0) !== 0 || sender.url?.startsWith(`${self.origin}/`) !== true) return undefined
  const path = sender.url.slice(self.origin.length + 1).replace(/[?#].*$/s, '')
  return self.pages.includes(path) ? { kind: 'extensionPage', path } : undefined
}

/**
 * `sender.url` is never looked at: a sandboxed frame has the url of the page it stands in, but the origin
 * `"null"`, which is no origin here.
 */
function siteOf(sender: Sender): SiteCaller | undefined {
  const origin = originOf(sender.origin)
  if (origin === undefined || origin !== sender.origin) return undefined
  const { tab, frameId, documentId } = sender
  if (tab?.id === undefined || frameId === undefined || documentId === undefined) return undefined
  const top = frameId === 0 ? undefined : originOf(tab.url)
  return { origin, tabId: tab.id, frameId, documentId, ...(top && { top }) }
}
