import { CognitoError, type CognitoErrorCode } from '@cognito-shared-session/cognito-session'
import { SessionSdkError } from '../error.ts'
import type { PageErrorCode, SignInReason } from '../protocol.ts'

/** What each of the extension's refusals is to code that knows Cognito's. */
const codes: Record<PageErrorCode, CognitoErrorCode> = {
  notInstalled: 'NoSession',
  notAllowed: 'NoSession',
  rejected: 'NotAuthorizedException',
  throttled: 'TooManyRequestsException',
  unsupported: 'NoSession',
  badRequest: 'InvalidParameter',
  offline: 'NetworkError',
  timeout: 'Timeout',
  aborted: 'Aborted',
  noAnswer: 'NetworkError',
  signatureInvalid: 'SignatureInvalid',
  internal: 'Unexpected',
}

/** The sentence is the extension's own, which says what to do; the error itself is the `cause`. */
export function asCognitoError(cause: unknown): CognitoError {
  if (cause instanceof CognitoError) return cause
  if (cause instanceof SessionSdkError) return new CognitoError(codes[cause.code], cause.message, { cause })
  const message = cause instanceof Error ? cause.message : 'Something unforeseen went wrong.'
  return new CognitoError('Unexpected', message, { cause })
}

/** Nobody is signed in; with a reason where the session did not end by a sign-out. */
export function noSession(reason?: SignInReason): CognitoError {
  const message = 'Nobody is signed in. Sign in by the toolbar icon of Cognito Shared Session.'
  return new CognitoError('NoSession', message, { reason })
}
