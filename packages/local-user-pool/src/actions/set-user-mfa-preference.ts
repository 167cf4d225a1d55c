import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { MfaMethod, User } from '../store/user.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

const members: readonly [string, MfaMethod][] = [
  ['SMSMfaSettings', 'SMS_MFA'],
  ['SoftwareTokenMfaSettings', 'SOFTWARE_TOKEN_MFA'],
  ['EmailMfaSettings', 'EMAIL_OTP'],
]

/** Refuses a method that could not reach the person. */
function checkReach(user: User, method: MfaMethod): void {
  if (method === 'SOFTWARE_TOKEN_MFA' && user.mfa.totpSecret === undefined) throw errors.noTotp()
  if (method === 'SMS_MFA' && user.attributes.phone_number === undefined)
    throw errors.mfaUndeliverable(method)
  if (method === 'EMAIL_OTP' && user.attributes.email === undefined) throw errors.mfaUndeliverable(method)
}

/** Applies the settings of one method; what is not mentioned stays. */
function apply(user: User, method: MfaMethod, settings: Parameters): void {
  const enabled = settings.boolean('Enabled')
  const preferred = settings.boolean('PreferredMfa')
  if (enabled === true) {
    checkReach(user, method)
    user.mfa.enabled = [...new Set<MfaMethod>([...user.mfa.enabled, method])]
  }
  if (enabled === false) user.mfa.enabled = user.mfa.enabled.filter((other) => other !== method)
  const dropped = preferred === false || enabled === false
  if (dropped && user.mfa.preferred === method) delete user.mfa.preferred
  if (preferred === true && user.mfa.enabled.includes(method)) user.mfa.preferred = method
}

/** What AdminSetUserMFAPreference does too. */
export function setMfaPreference(user: User, parameters: Parameters): void {
  for (const [member, method] of members) apply(user, method, parameters.map(member))
}

/** Switches second factors on and off. */
export const setUserMfaPreference: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  setMfaPreference(user, parameters)
  return {}
}
