import type { EpochMs } from './time.ts'

/** Codes that this library makes itself. */
export type ClientErrorCode =
  | 'NoSession'
  | 'NoRefreshToken'
  | 'NoUsername'
  | 'NetworkError'
  | 'Timeout'
  | 'Aborted'
  | 'HttpError'
  | 'InvalidResponse'
  | 'SubjectMismatch'
  | 'StorageDamaged'
  | 'StorageFailed'
  | 'InvalidParameter'
  | 'InvalidServerValue'
  | 'UnsupportedChallenge'
  /** The token endpoint refused an authorization code. */
  | 'CodeRefused'
  /** `verify`: the token is not signed by its pool. */
  | 'SignatureInvalid'
  /** `verify`: signed by another algorithm than the one of user pools, RS256, or not at all. */
  | 'AlgorithmUnsupported'
  /** `verify`: signed, but for another pool, app client or use, or with another nonce. */
  | 'ClaimsInvalid'
  | 'TokenExpired'
  /** `verify`: the pool's keys could not be fetched; nothing is known of the signature. */
  | 'KeysUnreachable'
  /** `verify`: the pool has no key of the token's `kid`. */
  | 'KeyUnknown'
  | 'Unexpected'

/** Codes that Cognito sends and that an app is likely to tell apart. */
export type ServiceErrorCode =
  | 'AliasExistsException'
  | 'CodeDeliveryFailureException'
  | 'CodeMismatchException'
  | 'EnableSoftwareTokenMFAException'
  | 'ExpiredCodeException'
  | 'ForbiddenException'
  | 'InternalErrorException'
  | 'InvalidLambdaResponseException'
  | 'InvalidParameterException'
  | 'InvalidPasswordException'
  | 'LimitExceededException'
  | 'MFAMethodNotFoundException'
  | 'NotAuthorizedException'
  | 'PasswordHistoryPolicyViolationException'
  | 'PasswordResetRequiredException'
  | 'RefreshTokenReuseException'
  | 'ResourceNotFoundException'
  | 'SoftwareTokenMFANotFoundException'
  | 'TooManyFailedAttemptsException'
  | 'TooManyRequestsException'
  | 'UnauthorizedException'
  | 'UnexpectedLambdaException'
  | 'UnknownOperationException'
  | 'UnsupportedOperationException'
  | 'UnsupportedTokenTypeException'
  | 'UserLambdaValidationException'
  | 'UserNotConfirmedException'
  | 'UserNotFoundException'
  | 'WebAuthnChallengeNotFoundException'
  | 'WebAuthnClientMismatchException'
  | 'WebAuthnConfigurationMissingException'
  | 'WebAuthnCredentialNotSupportedException'
  | 'WebAuthnNotEnabledException'
  | 'WebAuthnOriginNotAllowedException'
  | 'WebAuthnRelyingPartyMismatchException'

/** Every code known today. Cognito may send others: they arrive as they are. */
export type CognitoErrorCode = ClientErrorCode | ServiceErrorCode

/** Why nobody can be signed in again without a new sign-in. */
export type SignInReason =
  /** Cognito refused the refresh token: revoked, signed out elsewhere. */
  | 'revoked'
  /** A rotated refresh token was used once more (RefreshTokenReuseException). */
  | 'reused'
  /** The answer that carried the next refresh token was lost, and the grace is over. */
  | 'rotationLost'
  | 'userGone'
  | 'userDisabled'
  | 'unconfirmed'
  | 'passwordReset'
  /** The app client (or its user pool) does not exist any more. */
  | 'clientGone'
  /** The refresh token has reached the end of its life. */
  | 'expired'
  /** The stored record could not be read; it was set aside. */
  | 'damaged'
  /** It lasted as long as whoever runs the app lets a sign-in last: see `endSession`. */
  | 'sessionLimit'

export interface CognitoErrorDetails {
  /** HTTP status of Cognito's answer. */
  status?: number | undefined
  /** Why the session ended, where it did not end by a sign-out: with `NoSession`, and with the error that ended it. */
  reason?: SignInReason | undefined
  /** When the next attempt is due, on the local clock. */
  retryAt?: EpochMs | undefined
  /** How long Cognito asked to wait, in milliseconds (`Retry-After`). */
  retryAfter?: number | undefined
  cause?: unknown
}

/**
 * The one error class. `code` tells what happened; `name` is the same text, as in the old library.
 *
 * @example
 * user.getSession((err, session) => {
 *   if (err?.code === 'NetworkError') showOffline()
 * })
 */
export class CognitoError extends Error {
  readonly code: CognitoErrorCode
  readonly status: number | undefined
  readonly reason: SignInReason | undefined
  readonly retryAt: EpochMs | undefined
  readonly retryAfter: number | undefined
  readonly #details: CognitoErrorDetails

  constructor(code: CognitoErrorCode, message: string, details: CognitoErrorDetails = {}) {
    const { status, reason, retryAt, retryAfter, cause } = details
    super(message, cause === undefined ? undefined : { cause })
    this.#details = details
    this.code = code
    this.name = code
    this.status = status
    this.reason = reason
    this.retryAt = retryAt
    this.retryAfter = retryAfter
  }

  /** The same error, with more that is known of it. */
  with(details: CognitoErrorDetails): CognitoError {
    return new CognitoError(this.code, this.message, { ...this.#details, ...details })
  }
}

/** Everything that reaches a caller is a CognitoError; what is none arrives as the cause of one. */
export function toCognitoError(cause: unknown): CognitoError {
  if (cause instanceof CognitoError) return cause
  const message = cause instanceof Error ? cause.message : 'Something unforeseen went wrong.'
  return new CognitoError('Unexpected', message, { cause })
}

/** Cognito answered, but not with what was asked for. */
export function unusableAnswer(): CognitoError {
  return new CognitoError('InvalidResponse', 'Cognito answered without what was asked for. Try again.')
}
