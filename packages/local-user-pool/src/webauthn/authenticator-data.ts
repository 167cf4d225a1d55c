import { decodeCbor } from './cbor.ts'
import type { CborValue } from './cbor.ts'

/** What an authenticator says about itself and the key (WebAuthn Level 3, section 6.1). */
export interface AuthenticatorData {
  rpIdHash: Buffer
  userPresent: boolean
  userVerified: boolean
  signCount: number
  /** At registration only. */
  credential?: { id: Buffer; publicKey: CborValue }
}

const ATTESTED = 0x40

/** Throws a RangeError for what is too short or has no key where it says it has. */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData {
  const flags = bytes.readUInt8(32)
  const data: AuthenticatorData = {
    rpIdHash: bytes.subarray(0, 32),
    userPresent: (flags & 0x01) !== 0,
    userVerified: (flags & 0x04) !== 0,
    signCount: bytes.readUInt32BE(33),
  }
  if ((flags & ATTESTED) === 0) return data
  const idLength = bytes.readUInt16BE(53)
  const id = bytes.subarray(55, 55 + idLength)
  const { value: publicKey } = decodeCbor(bytes.subarray(55 + idLength))
  return { ...data, credential: { id, publicKey } }
}
