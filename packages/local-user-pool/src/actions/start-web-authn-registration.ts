import { authorize } from '../tokens/authorize.ts'
import { creationOptions } from '../webauthn/register.ts'
import type { Action } from './action.ts'

const LIFE_MS = 300_000

/** Begins to register a passkey. */
export const startWebAuthnRegistration: Action = (pool, parameters) => {
  const { user, family } = authorize(pool, parameters.required('AccessToken'))
  const challenge = pool.random.bytes(32).toString('base64url')
  const expiresAt = pool.clock.now() + LIFE_MS
  pool.registrations.open(user.sub, { challenge, clientId: family.clientId, expiresAt })
  return { CredentialCreationOptions: creationOptions(pool, user, challenge) }
}
