import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import { originOf, type Origin } from '../contract/identity.ts'

/** The site that a pool's passkeys are for, by what `navigator.credentials` is to be asked; its host has to be held. */
export function relyingPartyOf(options: unknown): Origin | undefined {
  if (typeof options !== 'object' || options === null) return undefined
  if ('rpId' in options) return siteOf(options.rpId)
  const rp = 'rp' in options ? options.rp : undefined
  return typeof rp === 'object' && rp !== null && 'id' in rp ? siteOf(rp.id) : undefined
}

function siteOf(id: unknown): Origin | undefined {
  if (typeof id !== 'string') return undefined
  return originOf(id === 'localhost' ? 'http://localhost' : `https://${id}`)
}

/** Browsers say the same where the person said no, waited too long, or has no such passkey (WebAuthn Level 3, 5.1). */
export function passkeyFailure(error: unknown): WireError<ErrorCode> {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'The browser gave no passkey.'
  return { code: 'passkeyRefused', message }
}
