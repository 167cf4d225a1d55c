import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

/** Lets a user in again. */
export const adminEnableUser: Action = (pool, parameters) => {
  Object.assign(adminSubject(pool, parameters), { enabled: true, modifiedAt: pool.clock.now() })
  return {}
}
