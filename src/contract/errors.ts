import type { CognitoErrorCode } from '@cognito-shared-session/cognito-session'
import type { PageErrorCode } from '@cognito-shared-session/page-sdk/protocol'

/** What an extension page may be told beyond what a page may: Cognito's own words, and the extension's. */
export type ErrorCode =
  | PageErrorCode
  | CognitoErrorCode
  | 'unknownProfile'
  | 'unknownAccount'
  | 'cannotRunHere'
  | 'forbiddenByPolicy'
  | 'signInGone'
  | 'stepPassed'
  | 'cannotResend'
  | 'plainPasswordOff'
  | 'passkeyRefused'
  | 'signInInterrupted'

/** Every error inside the extension. `code` is for programs, `message` for people. */
export class SessionError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.name = 'SessionError'
  }
}
