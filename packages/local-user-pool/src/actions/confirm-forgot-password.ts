import { errors } from '../errors.ts'
import { checkPassword } from '../password-policy.ts'
import { checkCode } from '../sign-in/sent-codes.ts'
import { setPassword } from '../store/set-password.ts'
import type { Action } from './action.ts'
import { publicSubject } from './public-subject.ts'

/** Takes the code and the new password. */
export const confirmForgotPassword: Action = (pool, parameters) => {
  const { user } = publicSubject(pool, parameters)
  const code = parameters.required('ConfirmationCode')
  const password = parameters.required('Password')
  checkPassword(password)
  if (user === undefined) throw errors.codeExpired()
  if (!user.enabled) throw errors.userDisabled()
  checkCode(pool, user.resetCode, code)
  delete user.resetCode
  setPassword(pool, user, password)
  return {}
}
