import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'

/** One InitiateAuth or RespondToAuthChallenge under way. */
export interface SignInRequest {
  pool: Pool
  client: Client
  /** AuthParameters or ChallengeResponses. */
  answers: Parameters
}

/** What both operations answer with: a challenge, or tokens. */
export type SignInAnswer = Record<string, unknown>
