import { createHash } from 'node:crypto'
import { ServiceError, errors } from '../errors.ts'
import { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { User } from '../store/user.ts'
import { bytesOf, checkAuthenticatorData, checkClientData } from './check-credential.ts'
import type { Ceremony } from './check-credential.ts'
import { signedBy } from './cose-key.ts'

/** CREDENTIAL_REQUEST_OPTIONS as an object, binary members in base64url. */
export function requestOptions(pool: Pool, user: User, challenge: string): Record<string, unknown> {
  return {
    challenge,
    timeout: 180_000,
    rpId: pool.relyingParty.id,
    allowCredentials: user.passkeys.map(({ credentialId: id, transports }) => ({
      type: 'public-key',
      id,
      transports,
    })),
    userVerification: 'preferred',
  }
}

function check(user: User, credential: Parameters, ceremony: Ceremony): void {
  const passkey = user.passkeys.find(({ credentialId }) => credentialId === credential.entry('id'))
  if (passkey === undefined) throw errors.webAuthnRefused()
  const response = credential.map('response')
  const clientDataJson = bytesOf(response, 'clientDataJSON')
  checkClientData(clientDataJson, ceremony)
  const authenticatorData = bytesOf(response, 'authenticatorData')
  const { signCount } = checkAuthenticatorData(authenticatorData, ceremony.relyingParty)
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJson).digest()])
  if (!signedBy(passkey.publicKey, signed, bytesOf(response, 'signature'))) throw errors.webAuthnRefused()
  // A counter that does not grow tells of a copy; most passkeys keep it at 0.
  if (signCount !== 0 && signCount <= passkey.signCount) throw errors.webAuthnRefused()
  passkey.signCount = signCount
}

/** Refuses an AuthenticationResponseJSON that is not by one of the user's passkeys. */
export function checkAssertion(user: User, json: string, ceremony: Ceremony): void {
  try {
    check(user, Parameters.parse(json), ceremony)
  } catch (error) {
    throw error instanceof ServiceError ? error : errors.webAuthnRefused()
  }
}
