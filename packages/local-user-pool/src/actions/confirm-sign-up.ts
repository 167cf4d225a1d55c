import { errors } from '../errors.ts'
import { checkCode, destination } from '../sign-in/sent-codes.ts'
import type { Action } from './action.ts'
import { publicSubject } from './public-subject.ts'

/** Confirms a user with the code that was sent, and with it the address it went to. */
export const confirmSignUp: Action = (pool, parameters) => {
  const { user } = publicSubject(pool, parameters)
  const code = parameters.required('ConfirmationCode')
  if (user === undefined) throw errors.codeExpired()
  if (user.status !== 'UNCONFIRMED') throw errors.confirmImpossible(user.status)
  checkCode(pool, user.confirmationCode, code)
  const where = destination(user, false)
  if (where !== undefined) user.attributes = { ...user.attributes, [`${where.attribute}_verified`]: 'true' }
  delete user.confirmationCode
  user.status = 'CONFIRMED'
  return {}
}
