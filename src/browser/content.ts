/**
 * The content scripts' side of the browser, without the polyfill: a script on a page must be small, and
 * needs only messages.
 */
interface Runtime {
  id?: string
  sendMessage(message: object): Promise<unknown>
  onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void }
}
type Listener = (message: unknown, sender: { id?: string; tab?: unknown }) => void

declare global {
  var browser: { runtime: Runtime } | undefined
  var chrome: { runtime: Runtime }
}

const api = globalThis.browser ?? globalThis.chrome

/** Sends a message to the background. `undefined` when nobody answers any more: the extension was updated or removed. */
export async function tell(message: object): Promise<unknown> {
  try {
    return await api.runtime.sendMessage(message)
  } catch {
    return undefined
  }
}

/** Calls back with what the background pushes to this document. Returns what stops it. */
export function onPush(listener: (message: unknown) => void): () => void {
  const pushed = (message: unknown, sender: { id?: string; tab?: unknown }) => {
    if (sender.id === api.runtime.id && sender.tab === undefined) listener(message)
  }
  api.runtime.onMessage.addListener(pushed)
  return () => api.runtime.onMessage.removeListener(pushed)
}

/** Whether the extension that injected this script is still there. */
export function alive(): boolean {
  return api.runtime?.id !== undefined
}
