import { createSign, createVerify } from 'node:crypto'
import type { SigningKey } from './signing-keys.ts'

export type Claims = Record<string, unknown>

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A JWT as Cognito writes them: RS256, and a header of `kid` and `alg` only. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const input = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`
  return `${input}.${createSign('RSA-SHA256').update(input).sign(key.privateKey, 'base64url')}`
}

function parsePart(part: string | undefined): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The claims, if the signature is by this key; time and purpose are the caller's to check. */
export function verifyJwt(jwt: string, key: SigningKey): Claims | undefined {
  const [header, payload, signature, ...rest] = jwt.split('.')
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined
  const { alg, kid } = parsePart(header) ?? {}
  if (alg !== 'RS256' || kid !== key.kid) return undefined
  const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`)
  return verifier.verify(key.publicKey, signature, 'base64url') ? parsePart(payload) : undefined
}
