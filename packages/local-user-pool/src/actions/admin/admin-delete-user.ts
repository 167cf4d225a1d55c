import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

/** Deletes a user. */
export const adminDeleteUser: Action = (pool, parameters) => {
  pool.users.delete(adminSubject(pool, parameters).username)
  return {}
}
