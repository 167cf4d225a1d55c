export { AuthenticationDetails } from './authentication-details.ts'
export type { ClientMetadata, IAuthenticationDetailsData } from './authentication-details.ts'
export type { ErrorCallback, NodeCallback, SessionCallback } from './callback.ts'
export { CognitoAccessToken } from './cognito-access-token.ts'
export { CognitoError } from './cognito-error.ts'
export type {
  ClientErrorCode,
  CognitoErrorCode,
  CognitoErrorDetails,
  ServiceErrorCode,
  SignInReason,
} from './cognito-error.ts'
export { CognitoIdToken } from './cognito-id-token.ts'
export { CognitoRefreshToken } from './cognito-refresh-token.ts'
export { CognitoUserPool } from './cognito-user-pool.ts'
export type { ICognitoUserPoolData } from './cognito-user-pool.ts'
export { CognitoUserSession } from './cognito-user-session.ts'
export type { ICognitoUserSessionData } from './cognito-user-session.ts'
export { CognitoUser } from './cognito-user.ts'
export { defaultPorts } from './defaults.ts'
export type { EventListener, SessionEvent } from './events.ts'
export { MemoryStorage } from './memory-storage.ts'
export type { RetryMode } from './pool-context.ts'
export type { Ports, SessionStorage } from './ports.ts'
export { parseRecord } from './record-text.ts'
export type { ParsedRecord } from './record-text.ts'
export type {
  RefreshJournal,
  Retry,
  SessionRecord,
  SignInNeededRecord,
  SignedInRecord,
  SignedOutRecord,
  TokenTimes,
} from './record.ts'
export { retryDelay } from './retry-delay.ts'
export type { FailedAttempts } from './retry-delay.ts'
export type { SessionQuestion } from './session-keeper.ts'
export type {
  GetSessionOptions,
  ICognitoUserData,
  OutcomeCallbacks,
  RefreshOptions,
  RevocationCallback,
} from './session-user.ts'
export type { IAuthenticationCallback } from './sign-in-callbacks.ts'
export type { ChallengeName, PendingStep, SignInStep, StepAnswer, UnfinishedStep } from './sign-in-step.ts'
export type { AuthenticationFlow } from './sign-in.ts'
export { storageKey } from './storage-key.ts'
export type { StorageKind } from './storage-key.ts'
export { epochMs, epochSeconds } from './time.ts'
export type { EpochMs, EpochSeconds } from './time.ts'
export type { AccessTokenClaims, IdTokenClaims, TokenClaims } from './token-claims.ts'
