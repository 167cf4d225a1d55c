import type { BridgePorts, PagePort } from '../../../src/content/bridge-ports.ts'

/** A page's end of a channel, as the bridge holds it, and what the page hears on it. */
export class FakePort implements PagePort {
  readonly heard: unknown[] = []
  closed = false
  #listener: (data: unknown) => void = () => {}

  send(message: object): void {
    if (!this.closed) this.heard.push(message)
  }

  open(listener: (data: unknown) => void): void {
    this.#listener = listener
  }

  close(): void {
    this.closed = true
  }

  /** The page says something. */
  say(data: unknown): void {
    if (!this.closed) this.#listener(data)
  }
}

/** A document with a background behind it, both in the test's hands. */
export class FakeDocument implements BridgePorts {
  /** What the page could see. */
  readonly posted: object[] = []
  readonly told: object[] = []
  living = true
  /** The background; `undefined` is a worker that died on the way. */
  background: (message: { id: string; method: string }) => unknown = () => undefined
  readonly listeners = {
    post: new Set<(data: unknown, ports: readonly PagePort[]) => void>(),
    restored: new Set<() => void>(),
  }
  #push: (message: unknown) => void = () => {}
  #ids = 0

  async tell(message: object): Promise<unknown> {
    this.told.push(message)
    if (!this.living || !isQuestion(message)) return undefined
    return this.background(message)
  }

  onPush(listener: (message: unknown) => void): void {
    this.#push = listener
  }

  push(message: unknown): void {
    this.#push(message)
  }

  alive(): boolean {
    return this.living
  }

  post(message: object): void {
    this.posted.push(message)
  }

  onPost(listener: (data: unknown, ports: readonly PagePort[]) => void): () => void {
    this.listeners.post.add(listener)
    return () => this.listeners.post.delete(listener)
  }

  onRestored(listener: () => void): () => void {
    this.listeners.restored.add(listener)
    return () => this.listeners.restored.delete(listener)
  }

  /** The page posts to itself. */
  say(data: unknown, ...ports: PagePort[]): void {
    for (const listener of this.listeners.post) listener(data, ports)
  }

  restore(): void {
    for (const listener of this.listeners.restored) listener()
  }

  randomId(): string {
    return `id-${++this.#ids}`
  }
}

function isQuestion(message: object): message is { id: string; method: string } {
  return 'id' in message && 'method' in message
}
