import type { Method } from '../../../src/contract/messages.ts'

/** What became of a question: answered, or how it was refused. */
export type Verdict =
  /** Whoever asked may ask that: only the params, wrong on purpose, were refused. */
  | 'heard'
  | 'notAllowed'
  /** The message is no question at all. */
  | 'notAQuestion'
  /** The bridge carries this to nobody. */
  | 'notCarried'
  /** The browser itself lets the message through to nobody. */
  | 'unreachable'
  /** Anything else, in full: it stands in no table. */
  | (string & {})

/** A way to the background: an expression that asks all messages and gives their answers, in this order. */
export type Way = (extensionId: string, messages: readonly object[]) => string

/** Straight to the extension, as a page that its manifest names may, and as another extension may try. */
export const external: Way = (id, messages) =>
  asking(
    `(message) => new Promise((resolve) => api.sendMessage(${JSON.stringify(id)}, message, (answer) =>
    resolve(api.lastError === undefined ? answer : { unreachable: api.lastError.message })))`,
    messages,
  )

/** The extension's own channel, which its pages and content scripts have. */
export const internal: Way = (_, messages) =>
  asking(
    `(message) => new Promise((resolve) => api.sendMessage(message, (answer) =>
    resolve(api.lastError === undefined ? answer : { unreachable: api.lastError.message })))`,
    messages,
  )

function asking(send: string, messages: readonly object[]): string {
  return `(async () => {
    const api = globalThis.chrome?.runtime
    const send = ${send}
    const answers = []
    for (const message of ${JSON.stringify(messages)})
      answers.push(typeof api?.sendMessage === 'function' ? await send(message) : { unreachable: 'no runtime' })
    return JSON.stringify(answers)
  })()`
}

/**
 * By the bridge of a window, with the page's own handshake. Where none says hello back, the silence is heard out
 * until a message that goes to and fro between two windows has come back ten times.
 */
export const bridge =
  (window: 'self' | 'parent'): Way =>
  (_, messages) =>
    `(async () => {
    const { port1, port2 } = new MessageChannel()
    const heard = []
    let waiting = () => {}
    port1.onmessage = ({ data }) => { heard.push(data); waiting() }
    const origin = ${window} === self ? location.origin : '*'
    ${window}.postMessage({ to: 'cognito-shared-session', v: 1, hello: 'knock' }, origin, [port2])
    for (let times = 0; times < 10 && heard.length === 0; times++)
      await new Promise((resolve) => {
        const echo = new MessageChannel()
        waiting = echo.port1.onmessage = resolve
        setTimeout(() => echo.port2.postMessage('echo'), 20)
      })
    if (heard[0]?.hello !== 'knock') return JSON.stringify(${JSON.stringify(messages)}.map(() => ({ unreachable: 'silence' })))
    const answers = []
    for (const message of ${JSON.stringify(messages)}) {
      const answer = new Promise((resolve) => {
        waiting = () => 'ok' in heard.at(-1) && resolve(heard.at(-1))
        setTimeout(() => resolve({ unreachable: 'the bridge fell silent' }), 3000)
      })
      port1.postMessage(message)
      answers.push(await answer)
    }
    return JSON.stringify(answers)
  })()`

/** What an answer says, as one word of the table. */
export function verdictOf(method: Method, answer: unknown): Verdict {
  const { unreachable, ok, error } = Object(answer)
  if (typeof unreachable === 'string') return 'unreachable'
  if (ok === false && error.code === 'notAllowed') return 'notAllowed'
  if (ok === false && error.code === 'badRequest') {
    const message = String(error.message)
    if (message.startsWith(`The params of ${method} are not as expected`)) return 'heard'
    if (message.startsWith('Not a question: expected')) return 'notAQuestion'
    if (message.startsWith('Not a question that a page can ask')) return 'notCarried'
  }
  return JSON.stringify(answer)
}
