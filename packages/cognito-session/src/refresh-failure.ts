import type { CognitoError, SignInReason } from './cognito-error.ts'

/** Codes that end a session: Cognito has judged, and asking again gets the same answer. */
const terminal: Readonly<Record<string, SignInReason>> = {
  NotAuthorizedException: 'revoked',
  RefreshTokenReuseException: 'reused',
  UserNotFoundException: 'userGone',
  UserNotConfirmedException: 'unconfirmed',
  PasswordResetRequiredException: 'passwordReset',
  ResourceNotFoundException: 'clientGone',
}

/** What NotAuthorizedException means where Cognito's message says more. */
const refusals: readonly [RegExp, SignInReason][] = [
  [/expired/i, 'expired'],
  [/disabled/i, 'userDisabled'],
]

const unanswered = new Set(['NetworkError', 'Timeout', 'InvalidResponse', 'InternalErrorException'])
const throttling = new Set(['TooManyRequestsException', 'LimitExceededException'])

/**
 * Why this error ends the session; undefined for a passing one, which keeps it.
 * @param interrupted whether an earlier attempt with the same token was sent and its answer lost: then a refusal
 * most likely means that the answer carried the next refresh token
 */
export function terminalReason(error: CognitoError, interrupted: boolean): SignInReason | undefined {
  if (isUnknownDevice(error)) return undefined
  const reason = Object.hasOwn(terminal, error.code) ? terminal[error.code] : undefined
  if (interrupted && (reason === 'revoked' || reason === 'reused')) return 'rotationLost'
  if (reason !== 'revoked') return reason
  return refusals.find(([pattern]) => pattern.test(error.message))?.[1] ?? reason
}

/** The device is forgotten, not the client: the same code, told apart by the message alone. */
export function isUnknownDevice(error: CognitoError): boolean {
  return error.code === 'ResourceNotFoundException' && /device/i.test(error.message)
}

/** Whether the request may have had its effect though no usable answer came. */
export function isUnanswered(error: CognitoError): boolean {
  return !isThrottling(error) && (unanswered.has(error.code) || (error.status ?? 0) >= 500)
}

export function isThrottling(error: { code: string; status?: number | undefined }): boolean {
  return throttling.has(error.code) || error.status === 429
}

/** The server does not know GetTokensFromRefreshToken: an emulator, or a pool behind an older proxy. */
export function isUnknownOperation(error: CognitoError): boolean {
  return error.code === 'UnknownOperationException' || (error.code === 'HttpError' && error.status === 404)
}
