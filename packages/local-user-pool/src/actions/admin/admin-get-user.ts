import type { Action } from '../action.ts'
import { mfaSettings } from '../get-user.ts'
import { adminSubject, attributeList, userDescription } from './admin-subject.ts'

/** A user, for an administrator. */
export const adminGetUser: Action = (pool, parameters) => {
  const user = adminSubject(pool, parameters)
  return { ...userDescription(user), UserAttributes: attributeList(user), ...mfaSettings(user) }
}
