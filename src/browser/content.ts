/**
 * The content scripts' side of the browser, without the polyfill: a script on a page must be small, and
 * needs little more than what is sent.
 */
interface Runtime {
  id?: string
  sendMessage(message: object): Promise<unknown>
  onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void }
}
type Listener = (message: unknown, sender: { id?: string; tab?: unknown }) => void

interface Api {
  runtime: Runtime
  i18n: { getMessage(name: string, values: readonly string[]): string }
}

declare global {
  var browser: Api | undefined
  var chrome: Api
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

/** The extension's messages in the language of the browser, or English. */
export function messages(name: string, values: readonly string[]): string {
  return api.i18n.getMessage(name, values)
}

/** Whether the extension that injected this script is still there. */
export function alive(): boolean {
  return api.runtime?.id !== undefined
}
