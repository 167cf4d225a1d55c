import { sdkError } from './error.ts'
import type { Line, Page } from './page.ts'
import { BRIDGE, PROTOCOL_VERSION, type BridgeGreeting, type PageEvent, type Question } from './protocol.ts'
import { idOf, isEvent, isGreeting } from './reading.ts'
import type { Transport } from './transport.ts'

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/**
 * The page's end of the bridge, the content script that the extension puts into sites the person allowed.
 * It may come, go and come again while the page lives: allowed, taken back, extension updated.
 */
export class Bridge implements Transport {
  #port: Line | undefined
  #greeted: Line | undefined
  readonly #waiting = new Map<string, Waiting>()
  readonly #page: Page
  readonly #onEvent: (event: PageEvent) => void
  readonly #onReady = new Set<() => void>()

  constructor(page: Page, onEvent: (event: PageEvent) => void) {
    this.#page = page
    this.#onEvent = onEvent
    page.onMessage((data) => {
      if (isGreeting(data)) this.#hello()
    })
  }

  get open(): boolean {
    return this.#port !== undefined
  }

  /** Whether the bridge answers a hello within `ms` milliseconds. */
  reach(ms: number): Promise<boolean> {
    this.#hello()
    return new Promise((resolve) => {
      const done = () => {
        stop()
        cancel()
        resolve(this.open)
      }
      const stop = this.onReady(done)
      const cancel = this.#page.later(ms, done)
    })
  }

  /** Calls back each time a bridge is there anew. Returns what stops it. */
  onReady(listener: () => void): () => void {
    this.#onReady.add(listener)
    return () => this.#onReady.delete(listener)
  }

  send(question: Question): Promise<unknown> {
    const port = this.#port
    if (port === undefined) return Promise.reject(sdkError('noAnswer'))
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject })
      port.send(question)
    })
  }

  #hello(): void {
    const hello = this.#page.randomId()
    const { near, far } = this.#page.channel((data) => {
      if (isGreeting(data, hello)) this.#take(near)
      else if (near === this.#port) this.#hear(data)
    })
    this.#greeted?.close()
    this.#greeted = near
    this.#page.post({ to: BRIDGE, v: PROTOCOL_VERSION, hello } satisfies BridgeGreeting, [far])
  }

  #take(port: Line): void {
    this.#drop('noAnswer')
    this.#greeted = undefined
    this.#port = port
    this.#onReady.forEach((ready) => ready())
  }

  #drop(why: 'noAnswer' | 'notAllowed'): void {
    this.#port?.close()
    this.#port = undefined
    for (const waiting of this.#waiting.values()) waiting.reject(sdkError(why))
    this.#waiting.clear()
  }

  #hear(data: unknown): void {
    if (!isEvent(data)) return this.#settle(data)
    if (data.event === 'transportLost') this.#drop('noAnswer')
    else if (data.event !== 'sessionChanged' && !data.detail.grant) this.#drop('notAllowed')
    this.#onEvent(data)
  }

  #settle(answer: unknown): void {
    const id = idOf(answer)
    if (typeof id !== 'string') return
    this.#waiting.get(id)?.resolve(answer)
    this.#waiting.delete(id)
  }
}
