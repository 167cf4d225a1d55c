import { readTimestamp } from '../crypto/srp-timestamp.ts'
import { claimMatches } from '../crypto/srp.ts'
import type { SrpClaim } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import type { SrpAttempt } from '../store/srp-attempts.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { askCustomChallenge } from './custom-challenge.ts'
import { claimedDevice } from './devices.ts'
import { proceed } from './sign-in-user.ts'

/** The client's proof, its time stamp checked against the pool's clock. */
function readClaim({ pool, answers }: SignInRequest): SrpClaim {
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

/** An attempt whose proof holds. */
export interface Proven {
  attempt: SrpAttempt
  /** To be called when the answer is accepted: a block proves one password once. */
  close: () => void
}

/** Checks the proof. A wrong one spends its block. */
export function provenAttempt(request: SignInRequest): Proven {
  const { pool, client, answers } = request
  const claim = readClaim(request)
  const attempt = pool.srpAttempts.find(claim.secretBlock, client.id, pool.clock.now())
  if (attempt === undefined) throw errors.incorrectPassword()
  const close = (): void => pool.srpAttempts.close(claim.secretBlock)
  const owner = pool.users.bySub(attempt.sub ?? '')
  checkSecretHash(client, owner?.username ?? attempt.identity.user, answers.optional('SECRET_HASH'))
  if (claimMatches(attempt.identity, attempt.exchange, attempt.known, claim)) return { attempt, close }
  close()
  throw errors.incorrectPassword()
}

/** PASSWORD_VERIFIER: the second half of SRP. A device that is not known leaves the block open for another answer. */
export function passwordVerifier(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  const { attempt, close } = provenAttempt(request)
  const user = pool.users.bySub(attempt.sub ?? '')
  if (attempt.purpose === 'device' || user === undefined || pool.users.find(typed) !== user) {
    close()
    throw errors.incorrectPassword()
  }
  const deviceKey = claimedDevice(client, user, answers)
  close()
  if (attempt.purpose === 'customChallenge') return askCustomChallenge(request, user, deviceKey)
  return proceed(request, user, { deviceKey, secondFactor: 'due' })
}
