import { toBase32, totpStep } from '../crypto/totp.ts'
import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { MfaMethod, User } from '../store/user.ts'

/** A new secret for the user's authenticator app, in base32 and as long as Cognito's. */
export function associate(pool: Pool, user: User): string {
  const secret = toBase32(pool.random.bytes(32))
  user.mfa.pendingTotpSecret = secret
  return secret
}

/** The app proves that it has the secret; from then on the secret counts. */
export function verify(pool: Pool, user: User, code: string): void {
  const { pendingTotpSecret: secret } = user.mfa
  if (secret === undefined) throw errors.totpNotAssociated()
  const step = totpStep(secret, code, pool.clock.now())
  if (step === undefined) throw errors.totpSetUpMismatch()
  user.mfa.totpSecret = secret
  user.mfa.lastTotpStep = step
  delete user.mfa.pendingTotpSecret
}

/** Makes the authenticator app the user's preferred second factor. */
export function enableTotp(user: User): void {
  user.mfa.enabled = [...new Set<MfaMethod>([...user.mfa.enabled, 'SOFTWARE_TOKEN_MFA'])]
  user.mfa.preferred = 'SOFTWARE_TOKEN_MFA'
}
