import type { Page } from '../page.ts'
import { BRIDGE, PROTOCOL_VERSION, type PageEvent, type Question } from '../protocol.ts'
import type { FakeExtension } from './fake-extension.ts'

/**
 * A page with the fake extension's bridge in it. It has no window and no clock: everything happens in
 * microtasks, and nothing times out.
 */
export function fakePage(extension: FakeExtension): Page & { announce(): void } {
  let heard: (data: unknown) => void = () => {}
  let line: ((data: unknown) => void) | undefined
  let ids = 0
  const soon = (listener: () => void) => queueMicrotask(listener)
  const hear = (data: object) => soon(() => heard(data))
  const before = extension.push
  extension.push = (event: PageEvent) => {
    before(event)
    const to = line
    if (to) soon(() => to(event))
  }
  return {
    announce: () => hear({ from: BRIDGE, v: PROTOCOL_VERSION, announce: true }),
    // The only thing a page of the SDK posts is its hello.
    post: (message) => soon(() => line?.({ ...message, to: undefined, from: BRIDGE })),
    onMessage: (listener) => {
      heard = listener
    },
    onReturn: () => {},
    direct: () => undefined,
    channel: (listener) => {
      line = listener
      const near = {
        send: (question: object) => soon(() => isQuestion(question) && listener(extension.answer(question))),
        close: () => {},
      }
      return { near, far: new ArrayBuffer(0) }
    },
    later: () => () => {},
    randomId: () => `test-${++ids}`,
  }
}

function isQuestion(message: object): message is Question {
  return 'method' in message && 'params' in message
}
