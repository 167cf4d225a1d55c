import { checkPassword } from '../../password-policy.ts'
import { setPassword } from '../../store/set-password.ts'
import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

const TEMPORARY_MS = 7 * 86_400_000

/** Gives a user a password: for good with Permanent, else one that must be changed. */
export const adminSetUserPassword: Action = (pool, parameters) => {
  const user = adminSubject(pool, parameters)
  const password = parameters.required('Password')
  checkPassword(password)
  const temporaryUntil =
    parameters.boolean('Permanent') === true ? undefined : pool.clock.now() + TEMPORARY_MS
  setPassword(pool, user, password, temporaryUntil)
  return {}
}
