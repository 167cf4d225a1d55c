import { errors } from '../errors.ts'
import { deliveryDetails, destination, send } from '../sign-in/sent-codes.ts'
import type { Action } from './action.ts'
import { publicSubject } from './public-subject.ts'

const DAY_MS = 86_400_000

/** Sends the code that confirms a sign-up once more. */
export const resendConfirmationCode: Action = (pool, parameters) => {
  const { typed, user } = publicSubject(pool, parameters)
  if (user === undefined)
    return deliveryDetails({ attribute: 'email', medium: 'EMAIL', to: `${typed}@example.com` })
  if (user.status !== 'UNCONFIRMED') throw errors.alreadyConfirmed()
  const where = destination(user, false)
  if (where === undefined) throw errors.noDelivery()
  user.confirmationCode = send(pool, user, where, 'confirm the sign-up', DAY_MS)
  return deliveryDetails(where)
}
