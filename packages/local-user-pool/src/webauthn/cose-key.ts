import { createPublicKey, verify } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import type { CborValue } from './cbor.ts'

/** COSE algorithm identifiers (RFC 9053) that Cognito's options ask for. */
export const algorithms = [-7, -257] as const

function text(value: CborValue | undefined): string {
  if (!Buffer.isBuffer(value)) throw new RangeError('The key lacks a number.')
  return value.toString('base64url')
}

/** A passkey's public key as a JWK: P-256 for ES256, RSA for RS256. */
export function jwkFromCose(key: CborValue): JsonWebKey {
  if (!(key instanceof Map)) throw new RangeError('The key is no COSE key.')
  const algorithm = key.get(3)
  if (algorithm === -7) return { kty: 'EC', crv: 'P-256', x: text(key.get(-2)), y: text(key.get(-3)) }
  if (algorithm === -257) return { kty: 'RSA', n: text(key.get(-1)), e: text(key.get(-2)) }
  throw new RangeError('The algorithm of the key was not asked for.')
}

/** Whether the passkey signed this. */
export function signedBy(jwk: JsonWebKey, data: Buffer, signature: Buffer): boolean {
  return verify('sha256', data, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}
