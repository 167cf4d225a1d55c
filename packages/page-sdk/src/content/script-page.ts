import type { Page } from '../page.ts'
import { BRIDGE, PROTOCOL_VERSION, type PageEvent } from '../protocol.ts'
import { isEvent } from '../reading.ts'

type Pushed = (message: unknown, sender: { id?: string; tab?: unknown }) => void

/** What a content script has of its own extension's `runtime`. */
export interface OwnRuntime {
  /** Gone once the extension was updated or removed. */
  readonly id?: string | undefined
  sendMessage(message: object): Promise<unknown>
  readonly onMessage: { addListener(listener: Pushed): void; removeListener(listener: Pushed): void }
}

const LOST: PageEvent = { v: PROTOCOL_VERSION, event: 'transportLost', detail: {} }

/**
 * A page as a content script of the extension sees it: its own channel to the background, in the place of a
 * bridge that is always there. Listens until `signal` is aborted.
 */
export function scriptPage(
  around: Pick<Page, 'onReturn' | 'later' | 'randomId'>,
  runtime: OwnRuntime,
  signal: AbortSignal,
): Page {
  let hear: (data: unknown) => void = () => {}
  let greet: (data: unknown) => void = () => {}
  const send = (question: object) =>
    runtime
      .sendMessage(question)
      .catch(() => {})
      .then((answer) => answer ?? LOST)
  const pushed: Pushed = (message, { id, tab }) => {
    if (id !== runtime.id || tab || !isEvent(message)) return
    if (message.event === 'sessionChanged') hear(message)
    else void settle()
  }
  // What is pushed to a tab reaches all its frames: whose permission it is, is asked and not believed.
  const settle = async () => {
    const question = { v: PROTOCOL_VERSION, id: around.randomId(), method: 'permissions', params: {} }
    const grant: unknown = Reflect.get(Object(await send(question)), 'value')
    if (grant === null) hear({ v: PROTOCOL_VERSION, event: 'permissionsChanged', detail: { grant } })
    else if (grant !== undefined) greet({ from: BRIDGE, v: PROTOCOL_VERSION, announce: true })
  }
  runtime.onMessage.addListener(pushed)
  signal.addEventListener('abort', () => runtime.onMessage.removeListener(pushed))
  return {
    ...around,
    direct: () => undefined,
    onMessage: (listener) => void (greet = listener),
    channel(listener) {
      hear = listener
      const near = { send: (message: object) => void send(message).then(listener), close() {} }
      return { near, far: new ArrayBuffer(0) }
    },
    post(message) {
      const line = hear
      if (runtime.id) queueMicrotask(() => line({ ...message, from: BRIDGE }))
    },
  }
}
