import { passwordMatches } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import { poolName } from '../pool.ts'
import type { User } from '../store/user.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { claimedDevice } from './devices.ts'
import { proceed } from './sign-in-user.ts'

/** The user whose name and password were typed in plain. */
export function userByPassword({ pool, client, answers }: SignInRequest): User {
  const typed = answers.entry('USERNAME')
  const password = answers.entry('PASSWORD')
  const user = pool.users.find(typed)
  if (user === undefined) {
    throw client.preventUserExistenceErrors ? errors.incorrectPassword() : errors.userNotFound()
  }
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  const identity = { group: poolName(pool.id), user: user.username }
  if (user.verifier === undefined || !passwordMatches(identity, password, user.verifier)) {
    throw errors.incorrectPassword()
  }
  return user
}

/** USER_PASSWORD_AUTH. */
export function userPasswordAuth(request: SignInRequest): SignInAnswer {
  const { client, answers } = request
  const typed = answers.entry('USERNAME')
  answers.entry('PASSWORD')
  checkSecretHash(client, typed, answers.optional('SECRET_HASH'))
  const user = userByPassword(request)
  return proceed(request, user, { deviceKey: claimedDevice(client, user, answers), secondFactor: 'due' })
}
