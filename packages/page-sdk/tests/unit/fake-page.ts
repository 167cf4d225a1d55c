import { EXTENSION_ID } from '../../src/defaults.ts'
import { external } from '../../src/external.ts'
import type { Transport } from '../../src/transport.ts'
import type { ExternalRuntime, Line, Page } from '../../src/page.ts'

type Listener = (data: unknown) => void

/** One end of a fake channel; the far end is an object that tests hold like a content script would. */
export interface FarEnd {
  heard: unknown[]
  onMessage: Listener
  send: Listener
  closed: () => boolean
}

/** A page without a browser: its messages, its clock and its ids are in the test's hands. */
export class FakePage implements Page {
  readonly posted: { message: unknown; ports: FarEnd[] }[] = []
  /** What a content script in this page would hear. */
  onPost: (message: unknown, ports: FarEnd[]) => void = () => {}
  external: ExternalRuntime | undefined
  #now = 0
  #ids = 0
  #timers = new Map<number, { at: number; callback: () => void }>()
  #listeners: Listener[] = []
  #returns: (() => void)[] = []
  readonly #far = new Map<Transferable, FarEnd>()

  post(message: object, transfer: Transferable[] = []): void {
    const ports = transfer.flatMap((port) => this.#far.get(port) ?? [])
    this.posted.push({ message, ports })
    this.say(message)
    this.onPost(message, ports)
  }

  /** Anything in the page posts to the window. */
  say(data: unknown): void {
    queueMicrotask(() => this.#listeners.forEach((listener) => listener(data)))
  }

  onMessage(listener: Listener): void {
    this.#listeners.push(listener)
  }

  onReturn(listener: () => void): void {
    this.#returns.push(listener)
  }

  comeBack(): void {
    this.#returns.forEach((listener) => listener())
  }

  direct(extensionId = EXTENSION_ID): Transport | undefined {
    return this.external && external(this.external, extensionId)
  }

  channel(listener: Listener): { near: Line; far: Transferable } {
    let closed = false
    const far: FarEnd = {
      heard: [],
      onMessage: () => {},
      send: (data) => queueMicrotask(() => closed || listener(data)),
      closed: () => closed,
    }
    const near: Line = {
      send(message) {
        far.heard.push(message)
        queueMicrotask(() => closed || far.onMessage(message))
      },
      close() {
        closed = true
      },
    }
    const handle = new ArrayBuffer(0)
    this.#far.set(handle, far)
    return { near, far: handle }
  }

  later(ms: number, callback: () => void): () => void {
    const id = ++this.#ids
    this.#timers.set(id, { at: this.#now + ms, callback })
    return () => this.#timers.delete(id)
  }

  /** Timers that still wait. */
  get timers(): number {
    return this.#timers.size
  }

  /** Lets time pass, and what follows from it happen. */
  async pass(ms: number): Promise<void> {
    await settled()
    this.#now += ms
    for (const [id, { at, callback }] of this.#timers) {
      if (at > this.#now) continue
      this.#timers.delete(id)
      callback()
    }
    await settled()
  }

  randomId(): string {
    return `id-${++this.#ids}`
  }
}

/** Everything that waits for nothing but microtasks has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
