import { toCognitoError } from './cognito-error.ts'
import type { CognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import type { EventListener } from './events.ts'

/** Called once, asynchronously, with two arguments: an error and null, or null and a result. */
export type NodeCallback<Failure = CognitoError, Result = unknown> = (
  ...answer: [err: Failure, result: null] | [err: null, result: Result]
) => void

export type SessionCallback = (
  ...answer: [err: CognitoError, session: null] | [err: null, session: CognitoUserSession]
) => void

/** For those who look at the error alone. */
export type ErrorCallback = (err: CognitoError | null, result?: unknown) => void

/** Hands the outcome to a callback, or to the caller as a promise where there is none. */
export function settle<Result>(
  outcome: Promise<Result>,
  callback: NodeCallback<CognitoError, Result> | ErrorCallback | undefined,
  report: EventListener | undefined,
): Promise<Result> | undefined {
  if (callback === undefined) return outcome
  void tell(outcome, callback, report)
  return undefined
}

async function tell<Result>(
  outcome: Promise<Result>,
  callback: NodeCallback<CognitoError, Result> | ErrorCallback,
  report: EventListener | undefined,
): Promise<void> {
  let call: () => void
  try {
    const result = await outcome
    call = () => callback(null, result)
  } catch (cause) {
    call = () => callback(toCognitoError(cause), null)
  }
  callOnce(call, report)
}

/**
 * Calls into the app. What it throws concerns neither the session nor the other callers: it goes to `onEvent`,
 * and without one to the realm's own error handling (`reportError`), like an error in an event listener.
 */
export function callOnce(call: () => void, report: EventListener | undefined): void {
  try {
    call()
  } catch (cause) {
    if (report) report({ type: 'callbackThrew', cause })
    else surface(cause)
  }
}

function surface(cause: unknown): void {
  if (typeof reportError === 'function') reportError(cause)
  else
    queueMicrotask(() => {
      throw cause
    })
}
