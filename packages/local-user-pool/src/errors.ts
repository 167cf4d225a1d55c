/** The exceptions this pool answers with, by the names of the Cognito API reference. */
export type ErrorType =
  | 'AliasExistsException'
  | 'CodeMismatchException'
  | 'EnableSoftwareTokenMFAException'
  | 'ExpiredCodeException'
  | 'InternalErrorException'
  | 'InvalidParameterException'
  | 'InvalidPasswordException'
  | 'LimitExceededException'
  | 'NotAuthorizedException'
  | 'PasswordResetRequiredException'
  | 'RefreshTokenReuseException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'SoftwareTokenMFANotFoundException'
  | 'TooManyRequestsException'
  | 'UnauthorizedException'
  | 'UnknownOperationException'
  | 'UnsupportedOperationException'
  | 'UnsupportedTokenTypeException'
  | 'UserNotConfirmedException'
  | 'UserNotFoundException'
  | 'UsernameExistsException'
  | 'WebAuthnChallengeNotFoundException'
  | 'WebAuthnClientMismatchException'
  | 'WebAuthnConfigurationMissingException'
  | 'WebAuthnCredentialNotSupportedException'
  | 'WebAuthnNotEnabledException'
  | 'WebAuthnOriginNotAllowedException'
  | 'WebAuthnRelyingPartyMismatchException'

/** An error that goes to the caller as Cognito would send it. */
export class ServiceError extends Error {
  readonly type: string
  readonly status: number

  constructor(type: string, message: string, status = 400) {
    super(message)
    this.name = 'ServiceError'
    this.type = type
    this.status = status
  }
}

function fault(type: ErrorType, message: string): () => ServiceError {
  return () => new ServiceError(type, message)
}

function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message)
}

function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message)
}

/** Every sentence the pool says when it refuses; the wording is Cognito's where it is known. */
export const errors = {
  accessTokenExpired: fault('NotAuthorizedException', 'Access Token has expired'),
  accessTokenInvalid: fault('NotAuthorizedException', 'Invalid Access Token'),
  accessTokenRevoked: fault('NotAuthorizedException', 'Access Token has been revoked'),
  accessTokenScope: fault('NotAuthorizedException', 'Access Token does not have required scopes'),
  clientDisabled: fault('NotAuthorizedException', 'Client is disabled.'),
  incorrectPassword: fault('NotAuthorizedException', 'Incorrect username or password.'),
  internal: (): ServiceError => new ServiceError('InternalErrorException', 'Internal Server Error', 500),
  invalidSrpA: fault(
    'InvalidParameterException',
    'SRP_A must be a hexadecimal number that N does not divide.',
  ),
  passwordResetRequired: fault('PasswordResetRequiredException', 'Password reset required for the user'),
  refreshTokenExpired: fault('NotAuthorizedException', 'Refresh Token has expired'),
  refreshTokenInvalid: fault('NotAuthorizedException', 'Invalid Refresh Token'),
  refreshTokenReused: fault(
    'RefreshTokenReuseException',
    'Refresh token has been rotated and cannot be used again.',
  ),
  refreshTokenRevoked: fault('NotAuthorizedException', 'Refresh Token has been revoked'),
  revocationDisabled: fault(
    'UnsupportedOperationException',
    'Token revocation is not enabled for the client.',
  ),
  revokeOther: fault('UnauthorizedException', 'Invalid token for the client.'),
  revokeSecret: fault('UnauthorizedException', 'Invalid client secret.'),
  serialization: (): ServiceError =>
    new ServiceError('SerializationException', 'The request body is not JSON.'),
  throttled: (): ServiceError => new ServiceError('TooManyRequestsException', 'Too many requests', 429),
  timestampFormat: fault(
    'InvalidParameterException',
    'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
  ),
  timestampRange: fault('NotAuthorizedException', 'TIMESTAMP is too far from the current time.'),
  tokenType: fault('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.'),
  unknownOperation: (): ServiceError => new ServiceError('UnknownOperationException', ''),
  userDisabled: fault('NotAuthorizedException', 'User is disabled.'),
  userNotConfirmed: fault('UserNotConfirmedException', 'User is not confirmed.'),
  userNotFound: fault('UserNotFoundException', 'User does not exist.'),

  clientMissing: (id: string): ServiceError =>
    new ServiceError('ResourceNotFoundException', `User pool client ${id} does not exist.`),
  flowDisabled: (flow: string): ServiceError =>
    invalidParameter(
      flow === 'USER_SRP_AUTH'
        ? 'USER_SRP_AUTH is not enabled for the client.'
        : `${flow} flow not enabled for this client`,
    ),
  memberNull: (member: string): ServiceError =>
    invalidParameter(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    ),
  memberType: (member: string): ServiceError => invalidParameter(`Invalid type of parameter ${member}`),
  parameterMissing: (name: string): ServiceError => invalidParameter(`Missing required parameter ${name}`),
  secretHashMissing: (id: string): ServiceError =>
    notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`),
  secretHashWrong: (id: string): ServiceError =>
    notAuthorized(`Unable to verify secret hash for client ${id}`),
  secretWrong: (id: string): ServiceError => notAuthorized(`Unable to verify secret for client ${id}`),
  unsupported: (member: string, value: string): ServiceError =>
    invalidParameter(`Value '${value}' at '${member}' is not supported.`),
}
