import {
  CognitoAccessToken,
  CognitoError,
  CognitoIdToken,
  type CognitoUserPool,
  type SignedInRecord,
} from '@cognito-shared-session/cognito-session'
import { verify } from '@cognito-shared-session/cognito-session/verify'
import { SessionError } from '../contract/errors.ts'
import { failures, type SessionViewRecord, type Signature, type SignedInView } from '../contract/view.ts'

/**
 * Whether the user pool made these tokens for this app client. Keys that are out of reach say nothing against
 * them: they came from the pool over TLS (OpenID Connect Core 1.0, 3.1.3.7). Nor does an end that has come.
 */
export async function verdictOn(
  record: Pick<SignedInRecord, 'idToken' | 'accessToken' | 'clockDrift'>,
  pool: CognitoUserPool,
): Promise<Signature> {
  const options = { clockDrift: record.clockDrift }
  try {
    const tokens = [
      new CognitoIdToken({ IdToken: record.idToken }),
      new CognitoAccessToken({ AccessToken: record.accessToken }),
    ]
    for (const token of tokens) await verify(token, pool, options).catch(unlessExpired)
    return { state: 'verified' }
  } catch (error) {
    const code = failures.find((known) => error instanceof CognitoError && error.code === known)
    return code === undefined ? { state: 'unchecked' } : { state: 'failed', code }
  }
}

/** Of each token apart: one that has ended says nothing of the other. */
function unlessExpired(error: unknown): void {
  if (!(error instanceof CognitoError && error.code === 'TokenExpired')) throw error
}

/** Whether delivery has to wait for a verdict. A key that was unknown may have come since. */
export function awaitsVerdict(view: SessionViewRecord | undefined): boolean {
  if (view?.state !== 'signedIn') return false
  const { signature } = view
  return signature.state === 'pending' || (signature.state === 'failed' && signature.code === 'KeyUnknown')
}

/** Whether another look may tell more. */
export function isUnsure(view: SessionViewRecord): boolean {
  return awaitsVerdict(view) || (view.state === 'signedIn' && view.signature.state === 'unchecked')
}

/** @throws SessionError `signatureInvalid` for tokens that must reach nobody */
export function assertNotFailed({ signature }: Pick<SignedInView, 'signature'>): void {
  if (signature.state !== 'failed') return
  throw new SessionError(
    'signatureInvalid',
    `The tokens are not signed by the user pool (${signature.code}). Nothing was delivered.`,
  )
}
