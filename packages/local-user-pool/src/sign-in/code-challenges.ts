import { totpStep } from '../crypto/totp.ts'
import { errors } from '../errors.ts'
import type { MfaMethod, User } from '../store/user.ts'
import { secondFactorDone } from './answer-session.ts'
import type { Answered } from './answer-session.ts'
import type { SignInAnswer } from './context.ts'
import { askSecondFactor } from './second-factor.ts'
import { proceed } from './sign-in-user.ts'

/** An address given in MFA_SETUP becomes the user's second factor once its code came back. */
function becomeSecondFactor(user: User, email: string): void {
  user.attributes = { ...user.attributes, email, email_verified: 'true' }
  user.mfa.enabled = [...new Set<MfaMethod>([...user.mfa.enabled, 'EMAIL_OTP'])]
  user.mfa.preferred = 'EMAIL_OTP'
}

/** A code that proves an address makes it a verified one. */
function verifyAddress(user: User, name: 'EMAIL_OTP' | 'SMS_MFA' | 'SMS_OTP'): void {
  const attribute = name === 'EMAIL_OTP' ? 'email_verified' : 'phone_number_verified'
  user.attributes = { ...user.attributes, [attribute]: 'true' }
}

/** SMS_MFA, SMS_OTP and EMAIL_OTP: the code that was sent. */
export function sentCode(request: Answered): SignInAnswer {
  const { session, user, answers } = request
  const { step } = session
  if (step.name !== 'EMAIL_OTP' && step.name !== 'SMS_MFA' && step.name !== 'SMS_OTP')
    throw errors.sessionInvalid()
  if (answers.entry(`${step.name}_CODE`) !== step.code) throw errors.codeMismatch()
  if (step.role === 'setUp') becomeSecondFactor(user, step.email)
  else verifyAddress(user, step.name)
  return proceed(request, user, secondFactorDone(request))
}

/** SOFTWARE_TOKEN_MFA: the code of an authenticator app, each of which serves once. */
export function softwareToken(request: Answered): SignInAnswer {
  const { pool, user, answers } = request
  const code = answers.entry('SOFTWARE_TOKEN_MFA_CODE')
  const { totpSecret, lastTotpStep = -1 } = user.mfa
  if (totpSecret === undefined) throw errors.totpNotAssociated()
  const step = totpStep(totpSecret, code, pool.clock.now())
  if (step === undefined) throw errors.totpMismatch()
  if (step <= lastTotpStep) throw errors.totpUsed()
  user.mfa.lastTotpStep = step
  return proceed(request, user, secondFactorDone(request))
}

/** SELECT_MFA_TYPE: the person says which of the second factors. */
export function selectMfaType(request: Answered): SignInAnswer {
  const { session, user, answers } = request
  const { step, deviceKey } = session
  if (step.name !== 'SELECT_MFA_TYPE') throw errors.sessionInvalid()
  const answer = answers.entry('ANSWER')
  const method = step.choices.find((choice) => choice === answer)
  if (method === undefined) throw errors.unsupported('answer', answer)
  return askSecondFactor(request, method, { user, deviceKey })
}
