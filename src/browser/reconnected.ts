interface Connected {
  onLine: boolean
  /** Absent in Firefox. */
  connection?: EventTarget
}

/**
 * Calls back when the network comes back while the background lives. Firefox tells its background page by
 * `online`; Chromium tells no service worker so, but a change of the connection reaches it.
 */
export function onReconnected(listener: () => Promise<unknown>): void {
  const network: Connected = navigator
  let onLine = network.onLine
  const look = () => {
    const before = onLine
    onLine = network.onLine
    if (onLine && !before) void listener().catch(() => undefined)
  }
  globalThis.addEventListener('online', look)
  globalThis.addEventListener('offline', look)
  network.connection?.addEventListener('change', look)
}
