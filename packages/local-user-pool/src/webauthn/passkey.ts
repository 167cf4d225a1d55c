import type { JsonWebKey } from 'node:crypto'

/** A passkey that a user registered. */
export interface Passkey {
  /** Base64url. */
  credentialId: string
  publicKey: JsonWebKey
  signCount: number
  rpId: string
  name: string
  transports: string[]
  attachment?: string
  /** Milliseconds since 1970. */
  createdAt: number
}

/** Who passkeys are for. */
export interface RelyingParty {
  /** A domain; passkeys made for it serve on it and below it. */
  id: string
  /** Takes passkeys from pages of browser extensions, which Cognito most likely does not. */
  acceptExtensionOrigins: boolean
}
