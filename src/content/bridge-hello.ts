import { BRIDGE, PROTOCOL_VERSION, type BridgeGreeting } from '@cognito-shared-session/page-sdk/protocol'
import { isFields } from './bridge-question.ts'

/** Whether a page's message is the hello that brings a port: this shape and nothing more. */
export function isHello(data: unknown): data is Extract<BridgeGreeting, { to: string }> {
  return (
    isFields(data) &&
    Object.keys(data).sort().join() === 'hello,to,v' &&
    data['to'] === BRIDGE &&
    data['v'] === PROTOCOL_VERSION &&
    typeof data['hello'] === 'string' &&
    data['hello'].length <= 64
  )
}
