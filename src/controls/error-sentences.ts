import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'

const UPDATE = 'Update the extension, then try again.'
const OPERATOR = 'Tell whoever runs the user pool.'
const SIGN_IN_AGAIN = 'Sign in again.'
const PASSKEY_ELSEWHERE = 'Sign in by the user pool’s own page, or choose another way.'

/** For every error there is, what happened and what to do. */
const sentences: Record<ErrorCode, string> = {
  // The extension's own
  notInstalled: 'The extension is not there. Install it, or switch it on, and reload the page.',
  notAllowed: 'This page may not ask for that. Allow the site first.',
  rejected: 'You did not allow it. Nothing was shared.',
  throttled: 'That was asked too often. Wait a minute, then try again.',
  unsupported: `This version of the extension cannot do that. ${UPDATE}`,
  badRequest: `The extension did not understand its own question. ${UPDATE}`,
  offline: 'You are offline. Check the connection, then try again.',
  timeout: 'The user pool took too long to answer. Try again in a moment.',
  aborted: 'It was stopped before it was done. Try again.',
  noAnswer: 'The extension was interrupted before it could answer. Try again.',
  signatureInvalid: `The user pool’s signature on the token is not right, so the token is not used. ${OPERATOR}`,
  internal: 'Something went wrong inside the extension. Try again; if it stays so, restart the browser.',
  unknownProfile: 'This user pool is not set up here any more. Add it again.',
  unknownAccount: `This account is not signed in here any more. ${SIGN_IN_AGAIN}`,
  signInGone: 'This sign-in has ended: it took too long, or was given up. Start over.',
  stepPassed:
    'This step was answered in another tab, or is being answered there. Go on with what you see now.',
  passkeyRefused:
    'No passkey was used: it was refused, took too long, or there is none here. Try again, or choose another way.',
  cannotResend: 'The user pool sends this code only once. Start over to get a new one.',
  plainPasswordOff:
    'The user pool wants the password as it is, which is switched off here. Choose another way; or switch it on under “User pools…”, “Advanced”.',
  cannotRunHere: 'The browser lets no extension run on this page. Try it on another page.',
  forbiddenByPolicy: 'Whoever manages this browser switched this way of signing in off. Sign in another way.',
  signInInterrupted:
    'This sign-in is not under way any more: it took too long, or another one was begun. Sign in again.',
  // The session's
  NoSession: `Nobody is signed in. ${SIGN_IN_AGAIN}`,
  NoRefreshToken: `This session cannot be renewed. ${SIGN_IN_AGAIN}`,
  NoUsername: 'No user name was given. Enter one.',
  NetworkError:
    'The user pool cannot be reached. Check the connection and the pool’s endpoint, then try again.',
  Timeout: 'The user pool took too long to answer. Try again in a moment.',
  Aborted: 'It was stopped before it was done. Try again.',
  HttpError: 'The user pool is having trouble and did not answer properly. Try again in a few minutes.',
  InvalidResponse:
    'The answer could not be read: it may come from a login page of the network you are on. Check the connection, then try again.',
  SubjectMismatch: `The renewed tokens belong to another user and were thrown away. ${SIGN_IN_AGAIN}`,
  StorageDamaged: `What was stored of this session is damaged and was set aside. ${SIGN_IN_AGAIN}`,
  StorageFailed: 'The browser could not store the session. Make room on the disk, then try again.',
  InvalidParameter: 'Something in what you entered has the wrong form. Check it, then try again.',
  InvalidServerValue: `The user pool sent a value that is not safe to use, so the sign-in was stopped. ${OPERATOR}`,
  SignatureInvalid: `The user pool’s signature on the token is not right, so the token is not used. ${OPERATOR}`,
  ClaimsInvalid: `The token was made for another user pool or app, so it is not used. ${OPERATOR}`,
  TokenExpired: `The token has expired. ${SIGN_IN_AGAIN}`,
  KeysUnreachable:
    'The user pool’s public keys cannot be reached, so the signature is not checked yet. Try again.',
  KeyUnknown: `The token is signed with a key that the user pool does not have, so it is not used. ${OPERATOR}`,
  UnsupportedChallenge:
    'This user pool asks for a further step that the extension does not know yet. Use an account without it.',
  CodeRefused: `The user pool did not accept its own answer any more. ${SIGN_IN_AGAIN}`,
  Unexpected: 'Something unforeseen happened. Try again; if it stays so, restart the browser.',
  // The user pool's
  AliasExistsException: 'This e-mail address or phone number belongs to another account. Use another one.',
  CodeDeliveryFailureException: `The code could not be sent. Check the address or number, or try later.`,
  CodeMismatchException: 'That is not the right code. Check it and enter it again.',
  EnableSoftwareTokenMFAException:
    'The authenticator app’s code was not accepted. Wait for the next code and enter that.',
  ExpiredCodeException: 'The code is too old. Ask for a new one.',
  ForbiddenException: `The user pool’s firewall refused this computer or network. ${OPERATOR}`,
  InternalErrorException: 'The user pool had an error of its own. Try again in a few minutes.',
  InvalidLambdaResponseException: `A rule of this user pool answered wrongly. ${OPERATOR}`,
  InvalidParameterException:
    'The user pool refused the way this was asked: its app client may not allow signing in with a password. Check the client id.',
  InvalidPasswordException: 'The password does not follow this user pool’s rules. Choose another one.',
  LimitExceededException: 'That was tried too often today. Wait a while, then try again.',
  MFAMethodNotFoundException: `No second factor is set up for this user. ${OPERATOR}`,
  NotAuthorizedException: 'User name or password is not right. Check both and try again.',
  PasswordHistoryPolicyViolationException: 'This password was used before. Choose another one.',
  PasswordResetRequiredException:
    'The password must be reset first. On the sign-in page, choose “Forgot your password?”.',
  RefreshTokenReuseException: `An old refresh token was used again, and the user pool ended the sign-in. ${SIGN_IN_AGAIN}`,
  ResourceNotFoundException:
    'There is no such user pool or app client. Check the pool id, the client id and the endpoint.',
  SoftwareTokenMFANotFoundException: `No authenticator app is set up for this user. ${OPERATOR}`,
  TooManyFailedAttemptsException: 'Too many wrong attempts. Wait fifteen minutes, then try again.',
  TooManyRequestsException: 'The user pool has too much to do right now. Wait a minute, then try again.',
  UnauthorizedException: `This user may not do that. ${OPERATOR}`,
  UnexpectedLambdaException: `A rule of this user pool failed. Try again; if it stays so, tell whoever runs the user pool.`,
  UnknownOperationException:
    'What answers at this endpoint does not know how to sign in. Check the pool’s endpoint.',
  UnsupportedOperationException: `This user pool does not offer that. ${OPERATOR}`,
  UnsupportedTokenTypeException: `This sign-in cannot be ended at the user pool: revoking is switched off there. ${OPERATOR}`,
  UserLambdaValidationException: `A rule of this user pool refused it. ${OPERATOR}`,
  UserNotConfirmedException:
    'This account is not confirmed yet. Follow the link or code you were sent, then sign in.',
  UserNotFoundException: 'There is no user of this name. Check the spelling and the user pool.',
  WebAuthnChallengeNotFoundException: 'It took too long to use the passkey. Try again.',
  WebAuthnClientMismatchException: 'The passkey was asked for by another app. Start over.',
  WebAuthnConfigurationMissingException: `Passkeys are not set up for this user pool. ${OPERATOR}`,
  WebAuthnCredentialNotSupportedException:
    'The user pool does not take this kind of passkey. Use another one.',
  WebAuthnNotEnabledException: `Passkeys are switched off in this user pool. ${OPERATOR}`,
  WebAuthnOriginNotAllowedException: `The user pool takes passkeys from its own sign-in page only, not from an extension. ${PASSKEY_ELSEWHERE}`,
  WebAuthnRelyingPartyMismatchException: 'The passkey belongs to another site. Use another one.',
}

/**
 * Cognito says several things with one code; these are told apart by its words
 * (Cognito API reference, InitiateAuth: NotAuthorizedException).
 */
const refined: readonly { code: ErrorCode; says: RegExp; sentence: string }[] = [
  {
    code: 'ResourceNotFoundException',
    says: /device/i,
    sentence:
      'The user pool does not know this browser, so it is not remembered. You are signed in all the same.',
  },
  {
    code: 'NotAuthorizedException',
    says: /disabled/i,
    sentence: `This user is disabled. ${OPERATOR}`,
  },
  {
    code: 'NotAuthorizedException',
    says: /attempts exceeded/i,
    sentence: 'Too many wrong passwords. Wait fifteen minutes, then try again.',
  },
  {
    code: 'NotAuthorizedException',
    says: /secret[ _]hash/i,
    sentence: 'This app client has a secret, which an extension cannot keep. Enter one without a secret.',
  },
  {
    code: 'NotAuthorizedException',
    says: /session can only be used once/i,
    sentence: 'This step was answered before: its answer arrived, and what came back was lost. Start over.',
  },
  {
    code: 'NotAuthorizedException',
    says: /invalid session/i,
    sentence: 'This sign-in took too long, or was tried too often, and has ended. Start over.',
  },
  {
    code: 'NotAuthorizedException',
    says: /timestamp/i,
    sentence: 'The clock of this computer is too far off for the user pool. Set it right, then try again.',
  },
  {
    code: 'ExpiredCodeException',
    says: /already been used/i,
    sentence: 'This code was used before. Wait for the next one in your authenticator app.',
  },
  {
    code: 'InvalidPasswordException',
    says: /not long enough/i,
    sentence: 'The password is too short for this user pool. Choose a longer one.',
  },
  {
    code: 'InvalidPasswordException',
    says: /uppercase/i,
    sentence: 'The password needs an uppercase letter, A to Z.',
  },
  {
    code: 'InvalidPasswordException',
    says: /lowercase/i,
    sentence: 'The password needs a lowercase letter, a to z.',
  },
  {
    code: 'InvalidPasswordException',
    says: /numeric/i,
    sentence: 'The password needs a digit, 0 to 9.',
  },
  {
    code: 'InvalidPasswordException',
    says: /symbol/i,
    sentence: 'The password needs a special character, as ! or ?.',
  },
  {
    code: 'InvalidParameterException',
    says: /flow not enabled|is not enabled for the client/i,
    sentence: `This app client does not offer this way to sign in. Choose another one. ${OPERATOR}`,
  },
  {
    code: 'InvalidParameterException',
    says: /no registered\/verified email or phone/i,
    sentence: `There is no verified address to send a code to. ${OPERATOR}`,
  },
  {
    code: 'NotAuthorizedException',
    says: /cannot be reset in the current state/i,
    sentence:
      'This account still has its temporary password, which cannot be reset. Sign in with that, or ask whoever runs the user pool for a new one.',
  },
  {
    code: 'NotAuthorizedException',
    says: /expired/i,
    sentence: `The user pool’s temporary password, or this sign-in, has come to its end. ${OPERATOR}`,
  },
]

/** An error in plain words. Codes that nobody knew when this was written keep Cognito's own message. */
export function errorSentence({ code, message }: WireError<ErrorCode>): string {
  const special = refined.find((entry) => entry.code === code && entry.says.test(message))
  if (special !== undefined) return special.sentence
  return Object.hasOwn(sentences, code) ? sentences[code] : message || sentences.internal
}

/** Every code that has a sentence. */
export const knownErrorCodes: readonly string[] = Object.keys(sentences)
