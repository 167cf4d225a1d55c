import { Bridge } from './bridge.ts'
import { codeOf, sdkError } from './error.ts'
import { within, type Limits } from './limit.ts'
import type { Page } from './page.ts'
import { PROTOCOL_VERSION, type PageEvent, type PageMessages } from './protocol.ts'
import { valueOf, type Asked } from './reading.ts'
import type { Transport } from './transport.ts'

/** How long a hello may take, in ms. With a second way at hand, a bridge that is there answers at once. */
const HELLO = { onlyWay: 1000, otherWay: 50 }

/** The extension as this page reaches it: by the bridge where there is one, else directly. */
export class Extension {
  readonly bridge: Bridge
  /** Hears what the extension tells unasked. */
  onEvent: (event: PageEvent) => void = () => {}
  readonly #page: Page
  readonly #id: string | undefined
  /** A hello went unanswered; the bridge announces itself when it comes. */
  #sought = false
  #revoked = false

  constructor(page: Page, id?: string) {
    this.#page = page
    this.#id = id
    this.bridge = new Bridge(page, (event) => {
      this.#revoked = event.event === 'permissionsChanged' && event.detail.grant === null
      this.onEvent(event)
    })
  }

  /**
   * Asks, and asks again when the answer got lost: a dead worker wakes on the next message, and every question
   * of a page, known by its id, has the same effect twice as once.
   */
  ask<Method extends Asked>(
    method: Method,
    params: Parameters<PageMessages[Method]>[0],
    limits: Limits,
    again = 1,
  ): Promise<ReturnType<PageMessages[Method]>> {
    const question = { v: PROTOCOL_VERSION, id: this.#page.randomId(), method, params } as const
    const send = async (left: number): Promise<ReturnType<PageMessages[Method]>> => {
      const way = await this.#way()
      try {
        return valueOf(method, await way.send(question))
      } catch (error) {
        const code = codeOf(error)
        // A worker may go that often; a way to nobody is looked for once more.
        if (left && code === 'noAnswer') return send(left - 1)
        if (left && code === 'notInstalled') return send(0)
        throw error
      }
    }
    return within(this.#page, limits, () => send(again))
  }

  async #way(): Promise<Transport> {
    if (this.bridge.open) return this.bridge
    const direct = this.#page.direct(this.#id)
    if (direct && this.#sought) return direct
    if (await this.bridge.reach(direct ? HELLO.otherWay : HELLO.onlyWay)) return this.bridge
    this.#sought = true
    if (direct) return direct
    throw sdkError(this.#revoked ? 'notAllowed' : 'notInstalled')
  }
}
