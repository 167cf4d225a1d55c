import { vi } from 'vitest'
import type { SoftwareAuthenticator } from './software-authenticator.ts'

class PublicKeyCredential {
  readonly stub = 'PublicKeyCredential'
}
class AuthenticatorAttestationResponse {
  readonly stub = 'AuthenticatorAttestationResponse'
}
class AuthenticatorAssertionResponse {
  readonly stub = 'AuthenticatorAssertionResponse'
}

function buffer(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64url')).buffer
}

function challengeOf(options: { publicKey: { challenge: ArrayBuffer } }): string {
  return Buffer.from(options.publicKey.challenge).toString('base64url')
}

/** As much of a browser as Amplify looks for before it asks for a passkey. */
export function stubBrowser(authenticator: SoftwareAuthenticator): void {
  const credential = (json: { id: string }, response: object): object =>
    Object.assign(new PublicKeyCredential(), {
      id: json.id,
      rawId: buffer(json.id),
      type: 'public-key',
      authenticatorAttachment: 'platform',
      getClientExtensionResults: () => ({}),
      response,
    })
  const credentials = {
    create: async (options: { publicKey: { challenge: ArrayBuffer } }) => {
      const json = authenticator.create(challengeOf(options))
      const response = Object.assign(new AuthenticatorAttestationResponse(), {
        clientDataJSON: buffer(json.response.clientDataJSON),
        attestationObject: buffer(json.response.attestationObject),
        getTransports: () => ['internal'],
        getPublicKeyAlgorithm: () => -7,
        getAuthenticatorData: () => buffer(json.response.authenticatorData),
        getPublicKey: () => null,
      })
      return credential(json, response)
    },
    get: async (options: { publicKey: { challenge: ArrayBuffer } }) => {
      const json = authenticator.get(challengeOf(options))
      const response = Object.assign(new AuthenticatorAssertionResponse(), {
        clientDataJSON: buffer(json.response.clientDataJSON),
        authenticatorData: buffer(json.response.authenticatorData),
        signature: buffer(json.response.signature),
        userHandle: null,
      })
      return credential(json, response)
    },
  }
  const classes = { PublicKeyCredential, AuthenticatorAttestationResponse, AuthenticatorAssertionResponse }
  for (const [name, value] of Object.entries(classes)) vi.stubGlobal(name, value)
  vi.stubGlobal('navigator', { userAgent: 'a test', credentials })
  vi.stubGlobal('window', { document: {}, isSecureContext: true, ...classes })
}
