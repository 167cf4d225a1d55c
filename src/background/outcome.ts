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

const INTERNAL: WireError = { code: 'internal', message: 'The extension could not answer. Try again.' }

/**
 * What an error becomes on the wire. An extension page is told Cognito's own code and words; a page only
 * what it can act on, since Cognito's message may speak of the account.
 */
export function wireError(error: unknown, asker: CallerKind): WireError<ErrorCode> {
  if (asker === 'extensionPage') return errorForPerson(error)
  const code =
    error instanceof SessionError ? error.code : error instanceof CognitoError ? pageCode(error) : 'internal'
  if (!isPageCode(code)) return INTERNAL
  if (error instanceof SessionError) return { code, message: error.message }
  return { code, message: pageSentences[code] ?? INTERNAL.message }
}

function errorForPerson(error: unknown): WireError<ErrorCode> {
  if (error instanceof SessionError || error instanceof CognitoError) {
    return { code: error.code, message: error.message }
  }
  return INTERNAL
}

function pageCode(error: CognitoError): PageErrorCode {
  switch (error.code) {
    case 'NetworkError':
      return 'offline'
    case 'Timeout':
      return 'timeout'
    case 'TooManyRequestsException':
    case 'LimitExceededException':
      return 'throttled'
    default:
      return 'internal'
  }
}

function isPageCode(code: string): code is PageErrorCode {
  return pageErrorCodes.some((known) => known === code)
}
