import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

/** Keeps a user out, and ends every sign-in. */
export const adminDisableUser: Action = (pool, parameters) => {
  const user = adminSubject(pool, parameters)
  Object.assign(user, { enabled: false, modifiedAt: pool.clock.now() })
  pool.refreshTokens.revokeAllOf(user.sub, pool.clock.now())
  return {}
}
