import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'

/** One InitiateAuth or RespondToAuthChallenge under way. */
export interface SignInRequest {
  pool: Pool
  client: Client
  /** AuthParameters or ChallengeResponses. */
  answers: Parameters
  /** The `Session` string of the step that is answered. */
  sessionText: string | undefined
  /** What the sign-in ends in instead of tokens; the login pages end in a code. */
  completion?: (sub: string) => SignInAnswer
}

/** What both operations answer with: a challenge, or tokens. */
export type SignInAnswer = Record<string, unknown>
