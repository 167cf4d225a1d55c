import type { Action } from '../action.ts'
import { setMfaPreference } from '../set-user-mfa-preference.ts'
import { adminSubject } from './admin-subject.ts'

/** Switches a user's second factors on and off. */
export const adminSetUserMfaPreference: Action = (pool, parameters) => {
  setMfaPreference(adminSubject(pool, parameters), parameters)
  return {}
}
