import { readTimestamp } from '../crypto/srp-timestamp.ts'
import { claimMatches } from '../crypto/srp.ts'
import type { SrpClaim } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { afterPassword } from './sign-in-user.ts'

/** The client's proof, its time stamp checked against the pool's clock. */
export function readClaim(pool: Pool, answers: Parameters): SrpClaim {
  const timestamp = answers.entry('TIMESTAMP')
  const at = readTimestamp(timestamp)
  if (at === undefined) throw errors.timestampFormat()
  if (Math.abs(pool.clock.now() - at) > pool.timestampToleranceMs) throw errors.timestampRange()
  return {
    secretBlock: answers.entry('PASSWORD_CLAIM_SECRET_BLOCK'),
    signature: answers.entry('PASSWORD_CLAIM_SIGNATURE'),
    timestamp,
  }
}

/** PASSWORD_VERIFIER: the second half of SRP. A block can be answered once. */
export function passwordVerifier(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  const claim = readClaim(pool, answers)
  const attempt = pool.srpAttempts.find(claim.secretBlock, client.id, pool.clock.now())
  if (attempt === undefined) throw errors.incorrectPassword()
  checkSecretHash(client, attempt.identity.user, answers.optional('SECRET_HASH'))
  pool.srpAttempts.close(claim.secretBlock)
  const user = attempt.sub === undefined ? undefined : pool.users.bySub(attempt.sub)
  const proven = claimMatches(attempt.identity, attempt.exchange, attempt.known, claim)
  if (!proven || user === undefined || pool.users.find(typed) !== user) throw errors.incorrectPassword()
  return afterPassword(request, user)
}
