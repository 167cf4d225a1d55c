import { errors } from '../errors.ts'
import { answerSession } from '../sign-in/answer-session.ts'
import type { Respond } from '../sign-in/answer-session.ts'
import { selectMfaType, sentCode, softwareToken } from '../sign-in/code-challenges.ts'
import type { SignInAnswer, SignInRequest } from '../sign-in/context.ts'
import { customChallenge } from '../sign-in/custom-challenge.ts'
import { devicePasswordVerifier, deviceSrpAuth } from '../sign-in/device-challenges.ts'
import { mfaSetup } from '../sign-in/mfa-setup.ts'
import { newPasswordRequired } from '../sign-in/new-password-required.ts'
import { passwordVerifier } from '../sign-in/password-verifier.ts'
import { selectChallenge, webAuthn } from '../sign-in/user-auth.ts'
import type { Action } from './action.ts'

/** Answers a step that a `Session` waits for, of the same name unless others are named too. */
function step(
  name: string,
  take: Respond,
  ...others: string[]
): [string, (request: SignInRequest) => SignInAnswer] {
  return [name, (request) => answerSession(request, [name, ...others], take)]
}

const challenges = new Map<string, (request: SignInRequest) => SignInAnswer>([
  ['PASSWORD_VERIFIER', passwordVerifier],
  step('CUSTOM_CHALLENGE', customChallenge),
  step('DEVICE_PASSWORD_VERIFIER', devicePasswordVerifier),
  step('DEVICE_SRP_AUTH', deviceSrpAuth),
  step('EMAIL_OTP', sentCode),
  step('MFA_SETUP', mfaSetup),
  step('NEW_PASSWORD_REQUIRED', newPasswordRequired),
  step('SELECT_MFA_TYPE', selectMfaType),
  step('SELECT_CHALLENGE', selectChallenge, 'WEB_AUTHN'),
  step('SMS_MFA', sentCode),
  step('SMS_OTP', sentCode),
  step('SOFTWARE_TOKEN_MFA', softwareToken),
  step('WEB_AUTHN', webAuthn),
])

/** Answers a challenge by its name. */
export function respond(name: string, request: SignInRequest): SignInAnswer {
  const known = challenges.get(name)
  if (known === undefined) throw errors.unsupported('challengeName', name)
  return known(request)
}

/** Answers a challenge. */
export const respondToAuthChallenge: Action = (pool, parameters) => {
  const client = pool.clients.usable(parameters.required('ClientId'))
  const name = parameters.required('ChallengeName')
  const answers = parameters.map('ChallengeResponses')
  return respond(name, { pool, client, answers, sessionText: parameters.optional('Session') })
}
