import type { Transport } from './transport.ts'

/** What the SDK needs of the page it runs in. `defaults.ts` has the real one; tests bring their own. */
export interface Page {
  /** Posts to this same window, to this origin only. */
  post(message: object, transfer?: Transferable[]): void
  /** Calls back with what this window posted to itself. */
  onMessage(listener: (data: unknown) => void): void
  /** Calls back when the person comes back to the page: tab shown, or page restored from the bfcache. */
  onReturn(listener: () => void): void
  /** The way to an extension without a bridge, where the browser has one for this page. Looked up anew each time. */
  direct(extensionId?: string): Transport | undefined
  /** A new channel that calls back with what arrives at this end; `far` is the end to give away. */
  channel(listener: (data: unknown) => void): { near: Line; far: Transferable }
  /** Calls back after `ms` milliseconds. Returns what cancels it. */
  later(ms: number, callback: () => void): () => void
  randomId(): string
}

/** The part of `chrome.runtime` that web pages get. */
export interface ExternalRuntime {
  readonly lastError?: { message?: string | undefined } | undefined
  sendMessage(extensionId: string, message: object, callback: (answer: unknown) => void): void
}

/** This page's end of a channel. */
export interface Line {
  send(message: object): void
  close(): void
}
