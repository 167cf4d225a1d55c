import { authorize } from '../tokens/authorize.ts'
import { registeredPasskey } from '../webauthn/register.ts'
import type { Action } from './action.ts'

/** Keeps the passkey that the browser made. */
export const completeWebAuthnRegistration: Action = (pool, parameters) => {
  const { user, family } = authorize(pool, parameters.required('AccessToken'))
  const credential = parameters.map('Credential')
  const now = pool.clock.now()
  const challenge = pool.registrations.take(user.sub, family.clientId, now)
  const { relyingParty } = pool
  user.passkeys.push(registeredPasskey(credential, { type: 'webauthn.create', challenge, relyingParty }, now))
  return {}
}
