import { CognitoError } from '@cognito-shared-session/cognito-session'
import type { PageErrorCode, WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { CallerKind } from '../contract/audience.ts'
import { SessionError, type ErrorCode } from '../contract/errors.ts'
import { pageErrorCodes } from '@cognito-shared-session/page-sdk/protocol'

const pageSentences: Partial<Record<PageErrorCode, string>> = {
  offline: 'The user pool cannot be reached at the moment. Try again when the device is online.',
  timeout: 'The user pool did not answer in time. Try again.',
  throttled: 'The user pool asks for fewer requests. Wait a little and try again.',
  signatureInvalid: 'The token that came is not signed by the user pool. Nothing was delivered.',
}

/** Cognito's passing errors, in the words of the page protocol. Whatever else it says is not a page's business. */
const pageCodes: Partial<Record<string, PageErrorCode>> = {
  NetworkError: 'offline',
  Timeout: 'timeout',
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'throttled',
}

const INTERNAL: WireError = { code: 'internal', message: 'The extension could not answer. Try again.' }

/**
 * What an error becomes on the wire. An extension page is told Cognito's own code and words; a page only
 * what it can act on, since Cognito's message may speak of the account.
 */
export function wireError(error: unknown, asker: CallerKind): WireError<ErrorCode> {
  if (asker === 'extensionPage') return errorForPerson(error)
  if (error instanceof SessionError && isPageCode(error.code))
    return { code: error.code, message: error.message }
  const code = error instanceof CognitoError ? pageCodes[error.code] : undefined
  return code === undefined ? INTERNAL : { code, message: pageSentences[code] ?? INTERNAL.message }
}

function errorForPerson(error: unknown): WireError<ErrorCode> {
  if (error instanceof SessionError || error instanceof CognitoError) {
    return { code: error.code, message: error.message }
  }
  return INTERNAL
}

function isPageCode(code: string): code is PageErrorCode {
  return pageErrorCodes.some((known) => known === code)
}
