import { ServiceError, errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { User } from '../store/user.ts'
import { decodeCbor } from './cbor.ts'
import { bytesOf, checkAuthenticatorData, checkClientData } from './check-credential.ts'
import type { Ceremony } from './check-credential.ts'
import { algorithms, jwkFromCose } from './cose-key.ts'
import type { Passkey } from './passkey.ts'

/** CredentialCreationOptions, binary members in base64url. */
export function creationOptions(pool: Pool, user: User, challenge: string): Record<string, unknown> {
  return {
    rp: { id: pool.relyingParty.id, name: pool.relyingParty.id },
    user: {
      id: Buffer.from(user.sub).toString('base64url'),
      name: user.username,
      displayName: user.attributes.name ?? user.username,
    },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: 60_000,
    excludeCredentials: user.passkeys.map(({ credentialId: id, transports }) => ({
      type: 'public-key',
      id,
      transports,
    })),
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: 'preferred',
    },
    attestation: 'none',
  }
}

function authenticatorDataOf(response: Parameters): Buffer {
  const { value } = decodeCbor(bytesOf(response, 'attestationObject'))
  const bytes = value instanceof Map ? value.get('authData') : undefined
  if (!Buffer.isBuffer(bytes)) throw new RangeError('The attestation has no authenticator data.')
  return bytes
}

function transportsOf(response: Parameters): string[] {
  return response.list('transports').filter((transport) => typeof transport === 'string')
}

function read(credential: Parameters, ceremony: Ceremony, now: number): Passkey {
  const response = credential.map('response')
  checkClientData(bytesOf(response, 'clientDataJSON'), ceremony)
  const data = checkAuthenticatorData(authenticatorDataOf(response), ceremony.relyingParty)
  if (data.credential === undefined) throw errors.webAuthnUnsupported()
  const attachment = credential.optional('authenticatorAttachment')
  return {
    credentialId: data.credential.id.toString('base64url'),
    publicKey: jwkFromCose(data.credential.publicKey),
    signCount: data.signCount,
    rpId: ceremony.relyingParty.id,
    name: 'Passkey',
    transports: transportsOf(response),
    ...(attachment === undefined ? {} : { attachment }),
    createdAt: now,
  }
}

/** Reads a RegistrationResponseJSON; what is no credential at all is refused as one that is not supported. */
export function registeredPasskey(credential: Parameters, ceremony: Ceremony, now: number): Passkey {
  try {
    return read(credential, ceremony, now)
  } catch (error) {
    throw error instanceof ServiceError ? error : errors.webAuthnUnsupported()
  }
}
