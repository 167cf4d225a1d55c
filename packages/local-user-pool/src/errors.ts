/** The exceptions this pool answers with, by the names of the Cognito API reference. */
type ErrorType =
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
  alreadyConfirmed: fault('InvalidParameterException', 'User is already confirmed.'),
  attributeUnwritable: fault('NotAuthorizedException', 'A client attempted to write unauthorized attribute'),
  attemptLimit: fault('LimitExceededException', 'Attempt limit exceeded, please try after some time.'),
  codeExpired: fault('ExpiredCodeException', 'Invalid code provided, please request a code again.'),
  codeMismatch: fault('CodeMismatchException', 'Invalid code or auth state for the user.'),
  deviceExists: fault('InvalidParameterException', 'Device is already confirmed.'),
  deviceMissing: fault('ResourceNotFoundException', 'Device does not exist.'),
  incorrectPassword: fault('NotAuthorizedException', 'Incorrect username or password.'),
  internal: (): ServiceError => new ServiceError('InternalErrorException', 'Internal Server Error', 500),
  invalidSrpA: fault(
    'InvalidParameterException',
    'SRP_A must be a hexadecimal number that N does not divide.',
  ),
  missingAuthentication: (): ServiceError =>
    new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  noDelivery: fault(
    'InvalidParameterException',
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  ),
  noTotp: fault('InvalidParameterException', 'User has not set up software token mfa'),
  passkeyMissing: fault('ResourceNotFoundException', 'Credential does not exist.'),
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
  resetImpossible: fault('NotAuthorizedException', 'User password cannot be reset in the current state.'),
  serialization: (): ServiceError =>
    new ServiceError('SerializationException', 'The request body is not JSON.'),
  sessionExpired: fault('NotAuthorizedException', 'Invalid session for the user, session is expired.'),
  sessionInvalid: fault('NotAuthorizedException', 'Invalid session for the user.'),
  sessionSpent: fault(
    'NotAuthorizedException',
    'Invalid session for the user, session can only be used once.',
  ),
  temporaryPasswordExpired: fault(
    'NotAuthorizedException',
    'Temporary password has expired and must be reset by an administrator.',
  ),
  throttled: (): ServiceError => new ServiceError('TooManyRequestsException', 'Too many requests', 429),
  timestampFormat: fault(
    'InvalidParameterException',
    'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
  ),
  timestampRange: fault('NotAuthorizedException', 'TIMESTAMP is too far from the current time.'),
  tokenType: fault('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.'),
  totpMismatch: fault('CodeMismatchException', 'Invalid code received for user'),
  totpNotAssociated: fault(
    'SoftwareTokenMFANotFoundException',
    'Software token TOTP multi-factor authentication has not been set up.',
  ),
  totpSetUpMismatch: fault('EnableSoftwareTokenMFAException', 'Code mismatch'),
  totpUsed: fault('ExpiredCodeException', 'Your software token has already been used once.'),
  unknownOperation: (): ServiceError => new ServiceError('UnknownOperationException', ''),
  usernameExists: fault('UsernameExistsException', 'User account already exists'),
  userDisabled: fault('NotAuthorizedException', 'User is disabled.'),
  userNotConfirmed: fault('UserNotConfirmedException', 'User is not confirmed.'),
  userNotFound: fault('UserNotFoundException', 'User does not exist.'),
  webAuthnChallenge: fault(
    'WebAuthnChallengeNotFoundException',
    'The challenge is not found or has expired.',
  ),
  webAuthnClient: fault('WebAuthnClientMismatchException', 'The challenge was made for another app client.'),
  webAuthnOrigin: fault(
    'WebAuthnOriginNotAllowedException',
    'The origin is not allowed for this relying party.',
  ),
  webAuthnRefused: fault('NotAuthorizedException', 'The passkey could not be verified.'),
  webAuthnRelyingParty: fault(
    'WebAuthnRelyingPartyMismatchException',
    'The relying party id does not match.',
  ),
  webAuthnUnsupported: fault('WebAuthnCredentialNotSupportedException', 'The credential is not supported.'),
  verificationMismatch: fault(
    'CodeMismatchException',
    'Invalid verification code provided, please try again.',
  ),

  attributeFixed: (name: string): ServiceError =>
    invalidParameter(`Cannot modify an already provided ${name}`),
  attributeRequired: (name: string): ServiceError =>
    invalidParameter(`Attributes did not conform to the schema: ${name}: The attribute is required`),

  clientMissing: (id: string): ServiceError =>
    new ServiceError('ResourceNotFoundException', `User pool client ${id} does not exist.`),
  confirmImpossible: (status: string): ServiceError =>
    notAuthorized(`User cannot be confirmed. Current status is ${status}`),
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
  mfaUndeliverable: (method: string): ServiceError =>
    invalidParameter(`User does not have delivery config set to turn on ${method}`),
  parameterMissing: (name: string): ServiceError => invalidParameter(`Missing required parameter ${name}`),
  passwordPolicy: (reason: string): ServiceError =>
    new ServiceError('InvalidPasswordException', `Password does not conform to policy: ${reason}`),
  poolMissing: (id: string): ServiceError =>
    new ServiceError('ResourceNotFoundException', `User pool ${id} does not exist.`),
  secretHashMissing: (id: string): ServiceError =>
    notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`),
  secretHashWrong: (id: string): ServiceError =>
    notAuthorized(`Unable to verify secret hash for client ${id}`),
  secretWrong: (id: string): ServiceError => notAuthorized(`Unable to verify secret for client ${id}`),
  unsupported: (member: string, value: string): ServiceError =>
    invalidParameter(`Value '${value}' at '${member}' is not supported.`),
}
