import { associate } from '../sign-in/software-token.ts'
import type { Action } from './action.ts'
import { nextSetUpSession, softwareTokenSubject } from './software-token-subject.ts'

/** Hands out the secret for an authenticator app. */
export const associateSoftwareToken: Action = (pool, parameters) => {
  const { user, session } = softwareTokenSubject(pool, parameters)
  const SecretCode = associate(pool, user)
  return session === undefined
    ? { SecretCode }
    : { SecretCode, Session: nextSetUpSession(pool, session, false) }
}
