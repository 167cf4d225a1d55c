import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { AuthSession } from '../store/auth-sessions.ts'
import type { User } from '../store/user.ts'
import { authorize } from '../tokens/authorize.ts'

/** Who sets up a software token: somebody signed in, or somebody whose sign-in waits for it. */
export interface SoftwareTokenSubject {
  user: User
  session?: AuthSession
}

export function softwareTokenSubject(pool: Pool, parameters: Parameters): SoftwareTokenSubject {
  const accessToken = parameters.optional('AccessToken')
  if (accessToken !== undefined) return { user: authorize(pool, accessToken).user }
  const text = parameters.optional('Session')
  if (text === undefined) throw errors.parameterMissing('AccessToken')
  const session = pool.sessions.usable(text, pool.clock.now())
  const user = pool.users.bySub(session.sub ?? '')
  if (session.step.name !== 'MFA_SETUP' || user === undefined) throw errors.sessionInvalid()
  return { user, session }
}

/** The session goes on under a new name; the old one is spent. */
export function nextSetUpSession(pool: Pool, session: AuthSession, verified: boolean): string {
  session.spent = true
  return pool.sessions.open({ ...session, step: { name: 'MFA_SETUP', verified } })
}
