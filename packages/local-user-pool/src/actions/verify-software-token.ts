import { verify } from '../sign-in/software-token.ts'
import type { Action } from './action.ts'
import { nextSetUpSession, softwareTokenSubject } from './software-token-subject.ts'

/** Checks the first code of an authenticator app. A wrong one leaves the session as it was. */
export const verifySoftwareToken: Action = (pool, parameters) => {
  const { user, session } = softwareTokenSubject(pool, parameters)
  verify(pool, user, parameters.required('UserCode'))
  const Status = 'SUCCESS'
  return session === undefined ? { Status } : { Status, Session: nextSetUpSession(pool, session, true) }
}
