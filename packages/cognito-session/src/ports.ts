import type { EpochMs } from './time.ts'

export interface Clock {
  now(): EpochMs
}

/** Everything that the library wants from the world around it. The real ones are in `defaults.ts`. */
export interface Ports extends Clock {
  fetch(input: string, init: RequestInit): Promise<Response>
  /** Fills the given bytes with secure randomness and returns them. */
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
  /** Settles after `ms` milliseconds, or early when the signal aborts (resolved or rejected, as you like). */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * Where sessions are kept: asynchronous, or synchronous like `localStorage` and the old library's
 * `ICognitoStorage`. Each method may return a promise; what `setItem` and `removeItem` return is awaited.
 *
 * @example
 * const storage: SessionStorage = {
 *   getItem: async (key) => (await chrome.storage.session.get(key))[key] ?? null,
 *   setItem: (key, value) => chrome.storage.session.set({ [key]: value }),
 *   removeItem: (key) => chrome.storage.session.remove(key),
 * }
 */
export interface SessionStorage {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): unknown
  removeItem(key: string): unknown
  clear?(): unknown
}
