import {
  BRIDGE,
  PROTOCOL_VERSION,
  type Answer,
  type BridgeGreeting,
  type GrantView,
  type PageErrorCode,
  type PageEvent,
  type Question,
} from '@cognito-shared-session/page-sdk/protocol'
import { isHello } from './bridge-hello.ts'
import type { BridgePorts, PagePort } from './bridge-ports.ts'
import { isFields, isQuestion } from './bridge-question.ts'

/**
 * Carries questions of an allowed page to the background, and answers and events back. It decides nothing:
 * the background knows by the browser who asks. Without a grant it does nothing that a page could notice.
 */
export class BridgeRelay {
  readonly #ports: BridgePorts
  readonly #lines = new Set<PagePort>()
  /** Set while the page's origin is granted: stops listening to the page. */
  #deafen: (() => void) | undefined
  readonly #leave: () => void
  /** Counts askings for permission, so that only the last answer counts. */
  #turn = 0

  constructor(ports: BridgePorts) {
    this.#ports = ports
    // No need to stop listening to pushes ever: an extension that is gone pushes nothing.
    ports.onPush((message) => this.#pushed(message))
    this.#leave = ports.onRestored(() => void this.settle())
  }

  /** Finds out whether this document's origin is granted, and opens or closes accordingly. */
  async settle(): Promise<void> {
    const turn = ++this.#turn
    const asked = async () =>
      this.#ports.tell({ v: PROTOCOL_VERSION, id: this.#ports.randomId(), method: 'permissions', params: {} })
    // A worker may die while it answers; the next message wakes it.
    const answer = (await asked()) ?? (await asked())
    if (turn !== this.#turn) return
    // Too many questions, a failure, no answer: none of them says that the grant is gone.
    if (!this.alive() || !isFields(answer) || answer['ok'] !== true) return
    const grant = answer['value']
    if (isGrant(grant)) this.#open(grant)
    else {
      this.#send({ v: PROTOCOL_VERSION, event: 'permissionsChanged', detail: { grant: null } })
      this.#close()
    }
  }

  /** Whether this bridge still serves. After an update of the extension another one takes its place. */
  alive(): boolean {
    if (this.#ports.alive()) return true
    this.#abandon()
    return false
  }

  /** The extension is gone. Pages hear so before the last answer, so that they ask this bridge no more. */
  #abandon(answer?: () => void): void {
    this.#send({ v: PROTOCOL_VERSION, event: 'transportLost', detail: {} })
    answer?.()
    this.#close()
    this.#leave()
  }

  #open(grant: GrantView): void {
    this.#send({ v: PROTOCOL_VERSION, event: 'permissionsChanged', detail: { grant } })
    if (this.#deafen) return
    this.#deafen = this.#ports.onPost((data, [port, more]) => {
      if (isHello(data) && port && !more && this.alive()) this.#connect(port, data.hello)
    })
    this.#ports.post({ from: BRIDGE, v: PROTOCOL_VERSION, announce: true } satisfies BridgeGreeting)
  }

  #close(): void {
    for (const line of this.#lines) line.close()
    this.#lines.clear()
    this.#deafen?.()
    this.#deafen = undefined
  }

  #connect(line: PagePort, hello: string): void {
    this.#lines.add(line)
    line.open((data) => void this.#relay(line, data))
    line.send({ from: BRIDGE, v: PROTOCOL_VERSION, hello } satisfies BridgeGreeting)
  }

  async #relay(line: PagePort, data: unknown): Promise<void> {
    if (!isQuestion(data)) {
      const id = isFields(data) && typeof data['id'] === 'string' ? data['id'] : ''
      return line.send(
        refusal(id, 'badRequest', 'Not a question that a page can ask, or larger than 64 KiB.'),
      )
    }
    const answer = await this.#ask(data)
    const reply = answer ?? refusal(data.id, 'noAnswer', 'The extension did not answer. Try again.')
    if (this.#ports.alive()) line.send(reply)
    else this.#abandon(() => line.send(reply))
  }

  async #ask(question: Question): Promise<object | undefined> {
    const answer = await this.#ports.tell(question)
    return isFields(answer) && answer['id'] === question.id ? answer : undefined
  }

  /** A push is a hint: messages to a tab reach all its frames, so who is granted is asked, not believed. */
  #pushed(message: unknown): void {
    if (isSessionChanged(message)) this.#send(message)
    else if (isFields(message) && message['event'] === 'permissionsChanged') void this.settle()
  }

  #send(message: PageEvent): void {
    for (const line of this.#lines) line.send(message)
  }
}

function refusal(id: string, code: PageErrorCode, message: string): Answer<never> {
  return { v: PROTOCOL_VERSION, id, ok: false, error: { code, message } }
}

function isGrant(value: unknown): value is GrantView {
  return isFields(value)
}

function isSessionChanged(message: unknown): message is PageEvent {
  return isFields(message) && message['v'] === PROTOCOL_VERSION && message['event'] === 'sessionChanged'
}
