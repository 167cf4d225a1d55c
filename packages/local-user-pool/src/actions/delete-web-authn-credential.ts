import { errors } from '../errors.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

/** Deletes a passkey of the person who is signed in. */
export const deleteWebAuthnCredential: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const id = parameters.required('CredentialId')
  const kept = user.passkeys.filter(({ credentialId }) => credentialId !== id)
  if (kept.length === user.passkeys.length) throw errors.passkeyMissing()
  user.passkeys = kept
  return {}
}
