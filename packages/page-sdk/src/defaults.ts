import type { OwnRuntime } from './content/script-page.ts'
import { sdkError, SessionSdkError } from './error.ts'
import { external } from './external.ts'
import type { ExternalRuntime, Page } from './page.ts'

/** Chrome's id of the published extension; it follows from the `key` in its manifest. */
export const EXTENSION_ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'

/**
 * The real page: the only place of the SDK that touches window, timers and randomness.
 * Listens until `signal` is aborted.
 */
export function thisPage(signal: AbortSignal): Page {
  if (typeof window === 'undefined') throw sdkError('unsupported')
  return {
    post: (message, transfer = []) => window.postMessage(message, location.origin, transfer),
    onMessage(listener) {
      const heard = ({ source, origin, data }: MessageEvent) => {
        if (source === window && origin === location.origin) listener(data)
      }
      window.addEventListener('message', heard, { signal })
    },
    direct(extensionId = EXTENSION_ID) {
      const runtime = externalRuntime()
      return runtime && external(runtime, extensionId)
    },
    channel(listener) {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', ({ data }) => listener(data))
      port1.start()
      return {
        near: { send: (message) => port1.postMessage(message), close: () => port1.close() },
        far: port2,
      }
    },
    ...surroundings(signal),
  }
}

/** What a page and a content script in it have in common. */
export function surroundings(signal: AbortSignal): Pick<Page, 'onReturn' | 'later' | 'randomId'> {
  return {
    onReturn(listener) {
      document.addEventListener('visibilitychange', () => document.hidden || listener(), { signal })
      window.addEventListener('pageshow', ({ persisted }) => persisted && listener(), { signal })
    },
    later(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    // Unlike randomUUID, this is there on http pages too.
    randomId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
  }
}

/** The page's own fetch, as it is when it is called. */
export const pageFetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
  fetch(input, init)

/** `chrome.runtime`; untyped on the global, so that it cannot quarrel with a page's own `@types/chrome`. */
function externalRuntime(): ExternalRuntime | undefined {
  const chrome: unknown = Reflect.get(globalThis, 'chrome')
  const runtime: unknown = isObject(chrome) ? Reflect.get(chrome, 'runtime') : undefined
  return speaks(runtime) ? runtime : undefined
}

/** The `runtime` of the extension that this content script belongs to. */
export function ownRuntime(): OwnRuntime {
  for (const name of ['browser', 'chrome']) {
    const api: unknown = Reflect.get(globalThis, name)
    const runtime: unknown = isObject(api) ? Reflect.get(api, 'runtime') : undefined
    if (isOwn(runtime)) return runtime
  }
  throw new SessionSdkError('unsupported', 'No content script of an extension: import the core.')
}

/** A page that may speak to extensions has a `runtime` too, but without `onMessage`. */
function isOwn(runtime: unknown): runtime is OwnRuntime {
  return isObject(runtime) && 'onMessage' in runtime
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function speaks(runtime: unknown): runtime is ExternalRuntime {
  return isObject(runtime) && typeof Reflect.get(runtime, 'sendMessage') === 'function'
}
