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
}

/** What both operations answer with: a challenge, or tokens. */
export type SignInAnswer = Record<string, unknown>
