import type { Outcome, WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import type { Origin } from '../contract/identity.ts'
import type { AllowSite, Method, Params, Value } from '../contract/messages.ts'

/** What allowing needs of the page it happens in. */
export interface AllowPort {
  /** Must be the first statement of a click's handler. */
  requestHost(origin: Origin): Promise<boolean>
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Outcome<Value<Name>, ErrorCode>>
}

export type Allowed =
  | { state: 'allowed' }
  | { state: 'declined' }
  | { state: 'failed'; error: WireError<ErrorCode> }

/**
 * Allows a site, by a click. The browser's question comes first, before anything is awaited, or the browser
 * refuses to ask it. Its window may close this one: so the click is stored at once, and the background makes
 * the grant when the permission comes. Where this window lives on, it asks for the grant itself.
 */
export async function allowSite(port: AllowPort, question: AllowSite): Promise<Allowed> {
  const asked = port.requestHost(question.origin)
  const stored = port.ask('allowSite', question)
  const given = await asked.catch(() => false)
  const first = await stored
  if (!first.ok) return { state: 'failed', error: first.error }
  if (!given) {
    await port.ask('declineSite', { origin: question.origin })
    return { state: 'declined' }
  }
  if (first.value.state === 'allowed') return { state: 'allowed' }
  const second = await port.ask('allowSite', question)
  return second.ok ? { state: 'allowed' } : { state: 'failed', error: second.error }
}
