import { passwordMatches } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import { poolName } from '../pool.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { afterPassword } from './sign-in-user.ts'

/** USER_PASSWORD_AUTH: the password comes in plain. */
export function userPasswordAuth(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  const password = answers.entry('PASSWORD')
  checkSecretHash(client, typed, answers.optional('SECRET_HASH'))
  const user = pool.users.find(typed)
  if (user === undefined) {
    throw client.preventUserExistenceErrors ? errors.incorrectPassword() : errors.userNotFound()
  }
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  const identity = { group: poolName(pool.id), user: user.username }
  if (user.verifier === undefined || !passwordMatches(identity, password, user.verifier)) {
    throw errors.incorrectPassword()
  }
  return afterPassword(request, user)
}
