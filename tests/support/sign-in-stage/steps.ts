import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import { transactionIdFrom } from '../../../src/contract/identity.ts'
import type { SigningIn, SignInScreen } from '../../../src/contract/signing-in.ts'
import { ada, NOW, profile } from '../popup-stage/people.ts'

export type StepName = SignInScreen['step']

/** A step as it stands, and what the pool says to an answer that is not right. */
interface Staged<Name extends StepName> {
  screen: Extract<SignInScreen, { step: Name }>
  more?: Partial<SigningIn>
  wrong: WireError<ErrorCode>
}

const said = (code: ErrorCode, message: string) => ({ code, message })
const pending = { username: 'ada', parameters: {} }
const wrongCode = said('CodeMismatchException', 'Invalid code or auth state for the user.')
const wrongPassword = said('NotAuthorizedException', 'Incorrect username or password.')
const choice: Partial<SigningIn> = { way: 'choice' }

/** One of each step there is: a new one does not compile until it stands here. */
export const steps: { [Name in StepName]: Staged<Name> } = {
  start: { screen: { step: 'start' }, wrong: wrongPassword },
  newPassword: {
    screen: {
      ...pending,
      step: 'newPassword',
      challenge: 'NEW_PASSWORD_REQUIRED',
      userAttributes: {},
      requiredAttributes: ['name', 'custom:cost_centre'],
    },
    wrong: said('InvalidPasswordException', 'Password did not conform with policy: Password not long enough'),
  },
  code: {
    screen: { ...pending, step: 'code', challenge: 'SMS_MFA', medium: 'sms', destination: '+*******0109' },
    wrong: wrongCode,
  },
  chooseMfa: {
    screen: {
      ...pending,
      step: 'chooseMfa',
      challenge: 'SELECT_MFA_TYPE',
      options: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
    },
    wrong: said('CodeDeliveryFailureException', 'The code could not be delivered.'),
  },
  setUpMfa: {
    screen: { ...pending, step: 'setUpMfa', challenge: 'MFA_SETUP', options: ['SOFTWARE_TOKEN_MFA'] },
    wrong: said('EnableSoftwareTokenMFAException', 'Code mismatch'),
  },
  chooseFactor: {
    screen: {
      ...pending,
      step: 'chooseFactor',
      challenge: 'SELECT_CHALLENGE',
      options: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'],
    },
    more: choice,
    wrong: said('CodeDeliveryFailureException', 'The code could not be delivered.'),
  },
  password: {
    screen: { ...pending, step: 'password', challenge: 'PASSWORD_SRP' },
    more: choice,
    wrong: wrongPassword,
  },
  passkey: {
    screen: {
      ...pending,
      step: 'passkey',
      challenge: 'WEB_AUTHN',
      options: { rpId: 'acme.auth.eu-west-1.amazoncognito.com' },
    },
    more: choice,
    wrong: said('WebAuthnOriginNotAllowedException', 'The origin is not allowed for this relying party.'),
  },
  custom: {
    screen: {
      step: 'custom',
      challenge: 'CUSTOM_CHALLENGE',
      username: 'ada',
      parameters: { question: 'How much is six times seven?' },
    },
    wrong: said('UserLambdaValidationException', 'VerifyAuthChallenge failed with error: no.'),
  },
  resetPassword: {
    screen: { step: 'resetPassword', destination: 'a***@a***' },
    more: { resend: 'ForgotPassword' },
    wrong: wrongCode,
  },
  rememberDevice: {
    screen: { step: 'rememberDevice', account: ada.account },
    wrong: said('ResourceNotFoundException', 'Device does not exist.'),
  },
}

export function signingInAt(name: StepName): SigningIn {
  const { screen, more } = steps[name]
  return {
    version: 1,
    id: transactionIdFrom('t'),
    profile: profile.id,
    username: 'ada',
    way: 'password',
    turn: 1,
    expiresAt: NOW + 600_000,
    screen,
    ...more,
  }
}

/** What can become of an answer. */
export const faces = ['asked', 'busy', 'wrong', 'expired', 'throttled', 'offline'] as const
export type Face = (typeof faces)[number]

/** What the pool, or the way there, says; `busy`: nothing yet. */
export function refusalAt(name: StepName, face: Face): WireError<ErrorCode> | undefined {
  switch (face) {
    case 'asked':
    case 'busy':
      return undefined
    case 'wrong':
      return steps[name].wrong
    case 'expired':
      return said('NotAuthorizedException', 'Invalid session for the user, session is expired.')
    case 'throttled':
      return said('TooManyRequestsException', 'Too many requests')
    case 'offline':
      return said('NetworkError', 'Network error')
  }
}
