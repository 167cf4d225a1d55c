import { errors } from '../errors.ts'
import { signInTokens } from '../tokens/authentication-result.ts'
import type { User } from '../store/user.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'

/** Refuses a user whom the password alone does not let in. */
export function checkStanding(user: User): void {
  if (!user.enabled) throw errors.userDisabled()
  if (user.status === 'UNCONFIRMED') throw errors.userNotConfirmed()
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
}

/** What follows when a user has shown to know the password. */
export function afterPassword({ pool, client }: SignInRequest, user: User): SignInAnswer {
  checkStanding(user)
  return { AuthenticationResult: signInTokens(pool, user, client), ChallengeParameters: {} }
}
