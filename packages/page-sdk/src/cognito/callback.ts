import type { CognitoError } from '@cognito-shared-session/cognito-session'
import { asCognitoError } from './session-failure.ts'

type Told<Result> =
  | ((...answer: [err: CognitoError, result: null] | [err: null, result: Result]) => void)
  | ((err: CognitoError | null, result?: unknown) => void)

/**
 * Hands the outcome to the callback, once and asynchronously, or to the caller where there is none. What a
 * callback throws is reported like any error in an event listener.
 */
export function settle<Result>(
  outcome: Promise<Result>,
  callback: Told<Result> | undefined,
): Promise<Result> | undefined {
  if (callback === undefined) return outcome
  void tell(outcome, callback)
  return undefined
}

async function tell<Result>(outcome: Promise<Result>, callback: Told<Result>): Promise<void> {
  let call: () => void
  try {
    const result = await outcome
    call = () => callback(null, result)
  } catch (cause) {
    const error = asCognitoError(cause)
    call = () => callback(error, null)
  }
  // In a task of its own: what it throws is no rejection of ours.
  queueMicrotask(call)
}
