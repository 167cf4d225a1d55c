import { browser } from './browser.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { idempotent } from '../contract/idempotent.ts'
import type { Method, Params, Value } from '../contract/messages.ts'
import { PROTOCOL_VERSION, type Outcome } from '@cognito-shared-session/page-sdk/protocol'

export type Asked<Name extends Method> = Outcome<Value<Name>, ErrorCode>

const noAnswer = {
  ok: false,
  error: { code: 'noAnswer', message: 'The extension did not answer. Try again.' },
} as const

/**
 * Asks the background from one of the extension's own pages. Never throws: a worker that died on the way is
 * an answer too. Questions that may be asked twice are asked once more, since a dead worker wakes on a message.
 *
 * @example const asked = await ask('getSession', { forceRefresh: true })
 */
export async function ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
  const question = { v: PROTOCOL_VERSION, id: crypto.randomUUID(), method, params }
  const first = await send<Name>(question)
  if (first !== undefined) return first
  const second = idempotent[method] ? await send<Name>(question) : undefined
  return second ?? noAnswer
}

async function send<Name extends Method>(question: object): Promise<Asked<Name> | undefined> {
  try {
    return await browser.runtime.sendMessage<object, Asked<Name> | undefined>(question)
  } catch {
    return undefined
  }
}
