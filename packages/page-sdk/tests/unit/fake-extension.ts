import type { ExternalRuntime } from '../../src/page.ts'
import {
  BRIDGE,
  PROTOCOL_VERSION,
  type GrantView,
  type PageEvent,
  type PageMessages,
  type Question,
  type SessionView,
} from '../../src/protocol.ts'
import type { FakePage, FarEnd } from './fake-page.ts'

export const grant: GrantView = {
  origin: 'https://app.example',
  gives: { claims: ['sub', 'email'], idToken: true, accessToken: true },
  frames: false,
  maySignOut: true,
  since: 0,
}

export const signedIn = (generation: number, more: object = {}): SessionView => ({
  state: 'signedIn',
  account: 'a1',
  generation,
  expiresAt: 3_600_000,
  claims: { email: 'ada@example.com' },
  ...more,
})

export const value = (value: unknown) => ({ ok: true, value })
export const refusal = (code: string) => ({ ok: false, error: { code, message: `Said ${code}.` } })

/** What the extension says to each question; a function is asked anew each time, `undefined` stays silent. */
export type Script = { [Method in keyof PageMessages]?: (question: Question) => object | undefined }

export const friendly: Script = {
  connect: () => value(grant),
  getSession: () => value(signedIn(1)),
  permissions: () => value(grant),
  disconnect: () => value(null),
  signOut: () => value(null),
}

function answerTo(script: Script, question: Question): object | undefined {
  const said = script[question.method]?.(question)
  return said && { v: PROTOCOL_VERSION, id: question.id, ...said }
}

/** A bridge in the page, and what it was asked. */
export class FakeBridge {
  readonly asked: Question[] = []
  script: Script
  ports: FarEnd[] = []
  readonly #page: FakePage

  constructor(page: FakePage, script: Script = friendly) {
    this.#page = page
    this.script = script
    page.onPost = (message, [port]) => {
      if (port && isHello(message)) this.#take(port, message.hello)
    }
  }

  announce(): void {
    this.#page.say({ from: BRIDGE, v: PROTOCOL_VERSION, announce: true })
  }

  push(event: PageEvent): void {
    this.ports.at(-1)?.send(event)
  }

  /** An updated extension: the script in the page can reach nobody any more. */
  leave(): void {
    this.#page.onPost = () => {}
    this.push({ v: PROTOCOL_VERSION, event: 'transportLost', detail: {} })
  }

  #take(port: FarEnd, hello: string): void {
    this.ports.push(port)
    port.onMessage = (data) => {
      if (!isQuestion(data)) throw new TypeError('A page asks questions and nothing else.')
      this.asked.push(data)
      const answer = answerTo(this.script, data)
      if (answer) port.send(answer)
    }
    port.send({ from: BRIDGE, v: PROTOCOL_VERSION, hello })
  }
}

/** `chrome.runtime` of a page; a script entry may be a string: the `lastError` instead of an answer. */
export class FakeRuntime implements ExternalRuntime {
  readonly asked: { extensionId: string; question: Question }[] = []
  lastError: { message: string } | undefined
  #failures: string[] = []
  script: Script

  constructor(script: Script = friendly) {
    this.script = script
  }

  failNext(...messages: string[]): void {
    this.#failures.push(...messages)
  }

  sendMessage(extensionId: string, message: object, callback: (answer: unknown) => void): void {
    if (!isQuestion(message)) throw new TypeError('A page asks questions and nothing else.')
    this.asked.push({ extensionId, question: message })
    const failure = this.#failures.shift()
    const answer = failure === undefined ? answerTo(this.script, message) : undefined
    if (failure === undefined && answer === undefined) return
    queueMicrotask(() => {
      this.lastError = failure === undefined ? undefined : { message: failure }
      callback(answer)
      this.lastError = undefined
    })
  }
}

export function isHello(message: unknown): message is { to: string; hello: string } {
  return typeof message === 'object' && message !== null && 'to' in message && 'hello' in message
}

function isQuestion(message: unknown): message is Question {
  return (
    typeof message === 'object' &&
    message !== null &&
    Object.keys(message).sort().join() === 'id,method,params,v'
  )
}
