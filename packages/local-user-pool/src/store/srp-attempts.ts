import type { SrpExchange, SrpIdentity, SrpVerifier } from '../crypto/srp.ts'
import type { Random } from '../defaults.ts'

/** What follows the proof. */
export type SrpPurpose = 'customChallenge' | 'device' | 'password'

/** One SRP exchange under way, waiting for the client's proof. */
export interface SrpAttempt {
  identity: SrpIdentity
  known: SrpVerifier
  exchange: SrpExchange
  clientId: string
  purpose: SrpPurpose
  /** Undefined where the user does not exist and the exchange is for show. */
  sub: string | undefined
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** SRP attempts by their SECRET_BLOCK. */
export class SrpAttempts {
  readonly #attempts = new Map<string, SrpAttempt>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** Keeps the attempt and returns its SECRET_BLOCK, base64. */
  open(attempt: SrpAttempt, now: number): string {
    for (const [block, { expiresAt }] of this.#attempts) if (expiresAt <= now) this.#attempts.delete(block)
    // Cognito's blocks are about this long; nothing may depend on what is in them.
    const secretBlock = this.#random.bytes(768).toString('base64')
    this.#attempts.set(secretBlock, attempt)
    return secretBlock
  }

  /** The attempt, if it is this client's and still open. It stays open: a lost device may be answered again. */
  find(secretBlock: string, clientId: string, now: number): SrpAttempt | undefined {
    const attempt = this.#attempts.get(secretBlock)
    return attempt !== undefined && attempt.clientId === clientId && attempt.expiresAt > now
      ? attempt
      : undefined
  }

  /** A block proves one password once. */
  close(secretBlock: string): void {
    this.#attempts.delete(secretBlock)
  }
}
