/** What the bridge needs of the document it runs in and of the extension behind it. */
export interface BridgePorts {
  /** Sends to the background; `undefined` when nobody answers. */
  tell(message: object): Promise<unknown>
  /** Calls back with what the background pushes. */
  onPush(listener: (message: unknown) => void): void
  /** Whether the extension that brought the bridge is still there. */
  alive(): boolean
  /** Posts to the page, to its own origin only. */
  post(message: object): void
  /** Calls back with what the page posted to itself. Returns what stops it. */
  onPost(listener: (data: unknown, ports: readonly PagePort[]) => void): () => void
  /**
   * Calls back when the document comes back from the bfcache, where it heard nothing, and when one that was rendered
   * in advance is shown. Returns what stops it.
   */
  onRestored(listener: () => void): () => void
  randomId(): string
}

/** An end of a channel whose other end the page holds. */
export interface PagePort {
  send(message: object): void
  /** Calls back with what the page sends from now on. */
  open(listener: (data: unknown) => void): void
  close(): void
}
