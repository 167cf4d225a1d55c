import { createHash } from 'node:crypto'
import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import { readAuthenticatorData } from './authenticator-data.ts'
import type { AuthenticatorData } from './authenticator-data.ts'
import type { RelyingParty } from './passkey.ts'

/** What a ceremony must have been about. */
export interface Ceremony {
  type: 'webauthn.create' | 'webauthn.get'
  /** Base64url. */
  challenge: string
  relyingParty: RelyingParty
}

function isExtension(origin: URL): boolean {
  return origin.protocol === 'chrome-extension:' || origin.protocol === 'moz-extension:'
}

function originAllowed(text: string, { id, acceptExtensionOrigins }: RelyingParty): boolean {
  if (!URL.canParse(text)) return false
  const origin = new URL(text)
  if (isExtension(origin)) return acceptExtensionOrigins
  const secure = origin.protocol === 'https:' || origin.hostname === 'localhost'
  return secure && (origin.hostname === id || origin.hostname.endsWith(`.${id}`))
}

/** A base64url member of the credential's `response`. */
export function bytesOf(response: Parameters, name: string): Buffer {
  return Buffer.from(response.entry(name), 'base64url')
}

interface ClientData {
  type: unknown
  challenge: unknown
  origin: unknown
}

function clientData(bytes: Buffer): ClientData {
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  if (typeof value !== 'object' || value === null) throw new SyntaxError('clientDataJSON is no object.')
  return { type: undefined, challenge: undefined, origin: undefined, ...value }
}

/** Checks what the browser says it did. */
export function checkClientData(bytes: Buffer, ceremony: Ceremony): void {
  const { type, challenge, origin } = clientData(bytes)
  if (type !== ceremony.type || challenge !== ceremony.challenge) throw errors.webAuthnChallenge()
  if (typeof origin !== 'string' || !originAllowed(origin, ceremony.relyingParty))
    throw errors.webAuthnOrigin()
}

/** Checks what the authenticator says it did. */
export function checkAuthenticatorData(bytes: Buffer, { id }: RelyingParty): AuthenticatorData {
  const data = readAuthenticatorData(bytes)
  const expected = createHash('sha256').update(id).digest()
  if (!data.rpIdHash.equals(expected)) throw errors.webAuthnRelyingParty()
  if (!data.userPresent) throw errors.webAuthnUnsupported()
  return data
}
