/*
 * The names of amazon-cognito-identity-js, for pages whose session is the shared one. Import from here instead;
 * there is nothing else to change.
 */
export {
  CognitoAccessToken,
  CognitoError,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
export type {
  AccessTokenClaims,
  ClientMetadata,
  CognitoErrorCode,
  ErrorCallback,
  GetSessionOptions,
  ICognitoUserSessionData,
  IdTokenClaims,
  NodeCallback,
  OutcomeCallbacks,
  SessionCallback,
} from '@cognito-shared-session/cognito-session'
export { AuthenticationDetails } from '@cognito-shared-session/cognito-session'
export type { IAuthenticationDetailsData } from '@cognito-shared-session/cognito-session'
export { CognitoUserPool, type ICognitoUserPoolData } from './cognito-user-pool.ts'
export { CognitoUser, type ICognitoUserData } from './cognito-user.ts'
