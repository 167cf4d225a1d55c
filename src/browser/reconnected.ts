interface Connected {
  onLine: boolean
  /** Absent in Firefox. */
  connection?: EventTarget
}

/** In milliseconds: a network that has just come back often carries nothing for a moment. */
const TRIES = [0, 2000, 8000] as const

/**
 * Calls back, more than once, when the network comes back while the background lives. Firefox tells its background
 * page by `online`; Chromium tells no service worker so, but a change of the connection reaches it.
 */
export function onReconnected(listener: () => Promise<unknown>): void {
  const network: Connected = navigator
  let onLine = network.onLine
  const look = () => {
    const before = onLine
    onLine = network.onLine
    if (!onLine || before) return
    for (const later of TRIES) setTimeout(() => void listener().catch(() => undefined), later)
  }
  globalThis.addEventListener('online', look)
  globalThis.addEventListener('offline', look)
  network.connection?.addEventListener('change', look)
}
