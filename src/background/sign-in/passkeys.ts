import type { CognitoUser } from '@cognito-shared-session/cognito-session'
import { SessionError } from '../../contract/errors.ts'
import type { Passkey } from '../../contract/passkey.ts'

/** The passkeys that the user pool knows of a person who is signed in. */
export async function passkeysOf(user: CognitoUser): Promise<Passkey[]> {
  const { Credentials: found } = await user.call('ListWebAuthnCredentials', {})
  return Array.isArray(found) ? found.flatMap(passkeyIn) : []
}

/** What the browser is to make a passkey of: `PublicKeyCredentialCreationOptionsJSON`. */
export async function passkeyOptions(user: CognitoUser): Promise<Record<string, unknown>> {
  const { CredentialCreationOptions: options } = await user.call('StartWebAuthnRegistration', {})
  if (isObject(options)) return options
  throw new SessionError('internal', 'The user pool did not say what passkey it wants.')
}

export async function addPasskey(user: CognitoUser, credential: Record<string, unknown>): Promise<void> {
  await user.call('CompleteWebAuthnRegistration', { Credential: credential })
}

export async function deletePasskey(user: CognitoUser, id: string): Promise<void> {
  await user.call('DeleteWebAuthnCredential', { CredentialId: id })
}

/** `CreatedAt` comes in seconds. */
function passkeyIn(credential: unknown): Passkey[] {
  if (!isObject(credential) || typeof credential['CredentialId'] !== 'string') return []
  const { CredentialId: id, FriendlyCredentialName: name, CreatedAt: createdAt } = credential
  return [
    {
      id,
      name: typeof name === 'string' ? name : '',
      ...(typeof createdAt === 'number' && { createdAt: createdAt * 1000 }),
    },
  ]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
