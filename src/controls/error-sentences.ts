import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import { say, sayIfKnown, type MessageKey, type PlainKey } from '../words/say.ts'

/** Compiles only where there are such messages. */
type Said<Key extends MessageKey> = Key

/** For every error there is, what happened and what to do. Names of messages do not tell capital letters apart. */
type ErrorKey = Said<`error_${Uncapitalize<ErrorCode>}`>

const UNKNOWN: ErrorKey = 'error_internal'

/**
 * Cognito says several things with one code; these are told apart by its words
 * (Cognito API reference, InitiateAuth: NotAuthorizedException).
 */
const refined: readonly { code: ErrorCode; says: RegExp; key: PlainKey }[] = [
  { code: 'ResourceNotFoundException', says: /device/i, key: 'refined_deviceUnknown' },
  { code: 'NotAuthorizedException', says: /disabled/i, key: 'refined_userDisabled' },
  { code: 'NotAuthorizedException', says: /attempts exceeded/i, key: 'refined_attemptsExceeded' },
  { code: 'NotAuthorizedException', says: /secret[ _]hash/i, key: 'refined_clientSecret' },
  { code: 'NotAuthorizedException', says: /session can only be used once/i, key: 'refined_sessionUsed' },
  { code: 'NotAuthorizedException', says: /invalid session/i, key: 'refined_sessionInvalid' },
  { code: 'NotAuthorizedException', says: /timestamp/i, key: 'refined_timestamp' },
  { code: 'ExpiredCodeException', says: /already been used/i, key: 'refined_codeUsed' },
  { code: 'InvalidPasswordException', says: /not long enough/i, key: 'refined_passwordShort' },
  { code: 'InvalidPasswordException', says: /uppercase/i, key: 'refined_passwordUppercase' },
  { code: 'InvalidPasswordException', says: /lowercase/i, key: 'refined_passwordLowercase' },
  { code: 'InvalidPasswordException', says: /numeric/i, key: 'refined_passwordDigit' },
  { code: 'InvalidPasswordException', says: /symbol/i, key: 'refined_passwordSymbol' },
  {
    code: 'InvalidParameterException',
    says: /flow not enabled|is not enabled for the client/i,
    key: 'refined_flowOff',
  },
  {
    code: 'InvalidParameterException',
    says: /no registered\/verified email or phone/i,
    key: 'refined_noAddress',
  },
  {
    code: 'NotAuthorizedException',
    says: /cannot be reset in the current state/i,
    key: 'refined_stillTemporary',
  },
  { code: 'NotAuthorizedException', says: /expired/i, key: 'refined_temporaryExpired' },
]

/** An error in plain words. Codes that nobody knew when this was written keep Cognito's own message. */
export function errorSentence({ code, message }: WireError<ErrorCode>): string {
  const special = refined.find((entry) => entry.code === code && entry.says.test(message))
  if (special !== undefined) return say(special.key)
  return sayIfKnown(`error_${code}`) || message || say(UNKNOWN)
}
