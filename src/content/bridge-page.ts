import type { BridgePorts, PagePort } from './bridge-ports.ts'

/** The document this content script runs in. In its isolated world, nothing the page patched is used. */
export const thisDocument: Pick<BridgePorts, 'post' | 'onPost' | 'onRestored' | 'randomId'> = {
  post: (message) => window.postMessage(message, location.origin),
  onPost: (listener) =>
    listen('message', ({ source, origin, data, ports }) => {
      if (source === window && origin === location.origin) listener(data, ports.map(pagePort))
    }),
  onRestored(listener) {
    const stop = listen('pageshow', ({ persisted }) => persisted && listener())
    // Only the page that is shown counts as a whole page; one that is rendered in advance was refused as a frame.
    document.addEventListener('prerenderingchange', listener)
    return () => {
      stop()
      document.removeEventListener('prerenderingchange', listener)
    }
  },
  randomId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
}

function pagePort(port: MessagePort): PagePort {
  return {
    send: (message) => port.postMessage(message),
    open(listener) {
      port.addEventListener('message', ({ data }) => listener(data))
      port.start()
    },
    close: () => port.close(),
  }
}

function listen<Name extends 'message' | 'pageshow'>(
  name: Name,
  listener: (event: WindowEventMap[Name]) => unknown,
): () => void {
  window.addEventListener(name, listener)
  return () => window.removeEventListener(name, listener)
}
