import { createHmac } from 'node:crypto'
import { openExchange, verifierFor } from '../crypto/srp.ts'
import type { SrpIdentity, SrpVerifier } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import { poolName } from '../pool.ts'
import type { Pool } from '../pool.ts'
import type { SrpPurpose } from '../store/srp-attempts.ts'
import type { User } from '../store/user.ts'
import type { SignInRequest } from './context.ts'

/** Who proves what in an exchange. */
export interface SrpSubject {
  identity: SrpIdentity
  sub: string | undefined
  known: SrpVerifier
  purpose: SrpPurpose
}

/** A verifier that looks like a user's and that no password fits; the salt stays the same, as a user's would. */
function decoy(pool: Pool, typed: string): SrpVerifier {
  const salt = createHmac('sha256', pool.decoySecret).update(typed).digest().subarray(0, 16)
  return verifierFor({ group: '', user: typed }, pool.random.bytes(32).toString('base64'), salt)
}

/** The user whose password is to be proved; for a name that nobody has, a decoy or UserNotFoundException. */
export function passwordSubject(
  { pool, client }: SignInRequest,
  typed: string,
  purpose: SrpPurpose,
): SrpSubject {
  const user: User | undefined = pool.users.find(typed)
  if (user?.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  if (user === undefined && !client.preventUserExistenceErrors) throw errors.userNotFound()
  const group = poolName(pool.id)
  if (user?.verifier === undefined) {
    return { identity: { group, user: typed }, sub: undefined, known: decoy(pool, typed), purpose }
  }
  return { identity: { group, user: user.username }, sub: user.sub, known: user.verifier, purpose }
}

/** Answers A with B; the parameters are those of PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER alike. */
export function openSrp(
  { pool, client, answers }: SignInRequest,
  subject: SrpSubject,
): Record<string, string> {
  const exchange = openExchange(answers.entry('SRP_A'), subject.known, pool.random.bytes(32))
  if (exchange === undefined) throw errors.invalidSrpA()
  const now = pool.clock.now()
  const expiresAt = now + client.authSessionSeconds * 1000
  const SECRET_BLOCK = pool.srpAttempts.open({ ...subject, exchange, clientId: client.id, expiresAt }, now)
  return { SALT: subject.known.salt, SECRET_BLOCK, SRP_B: exchange.B }
}
