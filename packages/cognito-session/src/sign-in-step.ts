import type { CognitoUserSession } from './cognito-user-session.ts'

export type ChallengeName =
  | 'CUSTOM_CHALLENGE'
  | 'EMAIL_OTP'
  | 'MFA_SETUP'
  | 'NEW_PASSWORD_REQUIRED'
  | 'PASSWORD'
  | 'PASSWORD_SRP'
  | 'SELECT_CHALLENGE'
  | 'SELECT_MFA_TYPE'
  | 'SMS_MFA'
  | 'SMS_OTP'
  | 'SOFTWARE_TOKEN_MFA'
  | 'WEB_AUTHN'

/** What every unfinished step carries. A step can be serialised: a worker that dies between two steps goes on. */
export interface PendingStep {
  challenge: ChallengeName
  /** The user's name in the pool, which every answer names. */
  username: string
  /** Cognito's string that ties the steps together. It lives for minutes and belongs to nobody else. */
  session: string
  /** `ChallengeParameters` as Cognito sent them. */
  parameters: Record<string, string>
}

/**
 * Where a sign-in stands: done, or what it asks of the person next.
 *
 * @example
 * let step = await user.startSignIn(details)
 * if (step.step === 'code') step = await user.answer(step, { code: await askForCode(step.destination) })
 */
export type SignInStep =
  /** `deviceQuestion`: the person may be asked whether this device shall be remembered. */
  | { step: 'done'; session: CognitoUserSession; deviceQuestion: boolean }
  | (PendingStep & {
      step: 'newPassword'
      userAttributes: Record<string, string>
      requiredAttributes: string[]
    })
  | (PendingStep & {
      step: 'code'
      medium: 'sms' | 'email' | 'authenticator'
      /** Where the code went, masked by Cognito: `+*******9999`. */
      destination?: string
    })
  /** Which of several second factors to use; answered with `choice`. */
  | (PendingStep & { step: 'chooseMfa'; options: string[] })
  /**
   * A second factor has to be set up first: with the `code` of an authenticator app, which gets its secret by
   * `associateSoftwareToken`, or with an `email` address, to which a code goes.
   */
  | (PendingStep & { step: 'setUpMfa'; options: string[] })
  /** Which first factor to use (`AvailableChallenges`); answered with `choice`, with `password` where it is one. */
  | (PendingStep & { step: 'chooseFactor'; options: string[] })
  | (PendingStep & { step: 'password' })
  /** `options` are those of `navigator.credentials.get`, as JSON; answered with `credential`. */
  | (PendingStep & { step: 'passkey'; options: unknown })
  | (PendingStep & { step: 'custom' })

export type UnfinishedStep = Exclude<SignInStep, { step: 'done' }>

/** What a person answers; which member is wanted, the step says. */
export interface StepAnswer {
  code?: string
  /** What an authenticator app is to be called in the pool. */
  deviceName?: string | undefined
  newPassword?: string
  /** Values for `requiredAttributes`, without the prefix `userAttributes.`. */
  attributes?: Record<string, string>
  choice?: string
  password?: string
  /** A passkey's assertion as JSON. */
  credential?: unknown
  /** The answer to a custom challenge. */
  custom?: string
  /** The address that is to become the second factor. */
  email?: string
  clientMetadata?: Record<string, string>
}
