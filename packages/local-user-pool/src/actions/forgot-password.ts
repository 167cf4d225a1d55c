import { errors } from '../errors.ts'
import { deliveryDetails, destination, send } from '../sign-in/sent-codes.ts'
import type { Action } from './action.ts'
import { publicSubject } from './public-subject.ts'

const HOUR_MS = 3_600_000

/** Sends a code for a new password. For a user who does not exist it looks the same. */
export const forgotPassword: Action = (pool, parameters) => {
  const { typed, user } = publicSubject(pool, parameters)
  if (user === undefined)
    return deliveryDetails({ attribute: 'email', medium: 'EMAIL', to: `${typed}@example.com` })
  if (!user.enabled) throw errors.userDisabled()
  if (user.status === 'FORCE_CHANGE_PASSWORD') throw errors.resetImpossible()
  const where = destination(user, true)
  if (where === undefined) throw errors.noDelivery()
  user.resetCode = send(pool, user, where, 'set a new password', HOUR_MS)
  return deliveryDetails(where)
}
