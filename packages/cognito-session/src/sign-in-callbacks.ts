import { settle } from './callback.ts'
import { CognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import type { EventListener } from './events.ts'
import type { ChallengeName, SignInStep, UnfinishedStep } from './sign-in-step.ts'

type Parameters = Record<string, string>

/** What a sign-in calls, exactly one of them and once. A challenge without its callback goes to `onFailure`. */
export interface IAuthenticationCallback {
  onSuccess(session: CognitoUserSession, userConfirmationNecessary?: boolean): void
  onFailure?(err: CognitoError): void
  newPasswordRequired?(userAttributes: Parameters, requiredAttributes: string[]): void
  /** A code was sent by SMS or e-mail. */
  mfaRequired?(challengeName: ChallengeName, challengeParameters: Parameters): void
  /** An authenticator app's code is wanted. */
  totpRequired?(challengeName: ChallengeName, challengeParameters: Parameters): void
  selectMFAType?(challengeName: ChallengeName, challengeParameters: Parameters): void
  mfaSetup?(challengeName: ChallengeName, challengeParameters: Parameters): void
  customChallenge?(challengeParameters: Parameters): void
}

/** Calls back with where the sign-in stands. */
export function callBack(
  standing: Promise<SignInStep>,
  callbacks: IAuthenticationCallback,
  listener: EventListener | undefined,
): void {
  const tell = (...[err, step]: [CognitoError, null] | [null, SignInStep]) =>
    err ? callbacks.onFailure?.(err) : call(step, callbacks)
  void settle(standing, tell, listener)
}

/** For callers without callbacks: the session, or an error that names the challenge. */
export async function requireSession(standing: Promise<SignInStep>): Promise<CognitoUserSession> {
  const step = await standing
  if (step.step === 'done') return step.session
  throw unanswered(step, 'Use startSignIn() and answer().')
}

function call(step: SignInStep, callbacks: IAuthenticationCallback): void {
  if (step.step === 'done') callbacks.onSuccess(step.session, ...(step.deviceQuestion ? [true] : []))
  else {
    const ask = challengeCall(step, callbacks)
    if (ask) ask()
    else callbacks.onFailure?.(unanswered(step, 'No callback was given for it.'))
  }
}

function challengeCall(step: UnfinishedStep, callbacks: IAuthenticationCallback): (() => void) | undefined {
  const { challenge, parameters } = step
  switch (step.step) {
    case 'newPassword':
      return callbacks.newPasswordRequired?.bind(callbacks, step.userAttributes, step.requiredAttributes)
    case 'code':
      return callbacks[step.medium === 'authenticator' ? 'totpRequired' : 'mfaRequired']?.bind(
        callbacks,
        challenge,
        parameters,
      )
    case 'chooseMfa':
      return callbacks.selectMFAType?.bind(callbacks, challenge, parameters)
    case 'setUpMfa':
      return callbacks.mfaSetup?.bind(callbacks, challenge, parameters)
    case 'custom':
      return callbacks.customChallenge?.bind(callbacks, parameters)
    case 'chooseFactor':
    case 'password':
    case 'passkey':
      return undefined
  }
}

function unanswered({ challenge }: UnfinishedStep, advice: string): CognitoError {
  return new CognitoError(
    'UnsupportedChallenge',
    `The sign-in asks for the challenge ${challenge}. ${advice}`,
  )
}
