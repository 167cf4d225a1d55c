import { authorize } from '../tokens/authorize.ts'
import type { Passkey } from '../webauthn/passkey.ts'
import type { Action } from './action.ts'

function description(passkey: Passkey): Record<string, unknown> {
  return {
    CredentialId: passkey.credentialId,
    FriendlyCredentialName: passkey.name,
    RelyingPartyId: passkey.rpId,
    AuthenticatorTransports: passkey.transports,
    ...(passkey.attachment === undefined ? {} : { AuthenticatorAttachment: passkey.attachment }),
    CreatedAt: passkey.createdAt / 1000,
  }
}

/** The passkeys of the person who is signed in. */
export const listWebAuthnCredentials: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  return { Credentials: user.passkeys.map(description) }
}
