import type { Step } from '../store/auth-sessions.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'

interface Challenge {
  /** The user it waits for; undefined where it is for show. */
  sub: string | undefined
  deviceKey?: string | undefined
  step: Step
  parameters: Record<string, string>
}

/** A challenge with a new `Session`. */
export function challenge(
  { pool, client }: SignInRequest,
  { sub, deviceKey, step, parameters }: Challenge,
): SignInAnswer {
  const expiresAt = pool.clock.now() + client.authSessionSeconds * 1000
  const Session = pool.sessions.open({ clientId: client.id, sub, deviceKey, step, expiresAt })
  return { ChallengeName: step.name, ChallengeParameters: parameters, Session }
}
