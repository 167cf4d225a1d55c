import { PROTOCOL_VERSION, type PageMessages, type Question } from '@cognito-shared-session/page-sdk/protocol'

/** In UTF-16 code units of JSON. The background counts again, in bytes. */
const LARGEST = 65_536

/** Everything the bridge carries; the background has more methods, for the extension's own pages. */
const methods: Record<keyof PageMessages, true> = {
  connect: true,
  getSession: true,
  permissions: true,
  disconnect: true,
  signOut: true,
}

/** Whether a page's message is a question for the background: this shape, nothing more, and not too large. */
export function isQuestion(data: unknown): data is Question {
  return (
    isFields(data) &&
    Object.keys(data).sort().join() === 'id,method,params,v' &&
    data['v'] === PROTOCOL_VERSION &&
    typeof data['id'] === 'string' &&
    typeof data['method'] === 'string' &&
    Object.hasOwn(methods, data['method']) &&
    isFields(data['params']) &&
    isSmall(data)
  )
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSmall(data: object): boolean {
  try {
    return JSON.stringify(data).length <= LARGEST
  } catch {
    return false // Cycles and BigInts pass a MessagePort, but are no JSON.
  }
}
