import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import type { Method, Params, Value } from '../contract/messages.ts'

/** What copying needs of the page it happens in. */
export interface CopyPort {
  /** Rejects where the browser lets nothing be copied. */
  copy(text: string): Promise<void>
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Outcome<Value<Name>, ErrorCode>>
}
