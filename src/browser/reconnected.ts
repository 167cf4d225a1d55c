/** Calls back when the network comes back while the worker lives. Whether it stays is for a request to find out. */
export function onReconnected(listener: () => Promise<unknown>): void {
  globalThis.addEventListener('online', () => void listener().catch(() => undefined))
}
