import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

/** Ends every sign-in of a user. */
export const adminUserGlobalSignOut: Action = (pool, parameters) => {
  pool.refreshTokens.revokeAllOf(adminSubject(pool, parameters).sub, pool.clock.now())
  return {}
}
