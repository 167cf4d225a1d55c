import { errors } from '../../errors.ts'
import { destination, send } from '../../sign-in/sent-codes.ts'
import type { Action } from '../action.ts'
import { adminSubject } from './admin-subject.ts'

const HOUR_MS = 3_600_000

/** Makes a user set a new password, and sends the code for it. */
export const adminResetUserPassword: Action = (pool, parameters) => {
  const user = adminSubject(pool, parameters)
  const where = destination(user, true)
  if (where === undefined) throw errors.noDelivery()
  user.resetCode = send(pool, user, where, 'set a new password', HOUR_MS)
  Object.assign(user, { status: 'RESET_REQUIRED', modifiedAt: pool.clock.now() })
  return {}
}
