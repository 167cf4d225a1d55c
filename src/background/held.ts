import {
  CognitoError,
  type ClientMetadata,
  type CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import type { SessionViewRecord, SignedInView } from '../contract/view.ts'

/** A living session with what may be told of it, or the state that says why there is none. */
export type Held =
  | { state: 'signedIn'; session: CognitoUserSession; view: SignedInView }
  | Exclude<SessionViewRecord, SignedInView>
  | { state: 'signedOut'; generation: number }

export interface Wish {
  /** Refresh, although the tokens still live. */
  refreshNow?: boolean | undefined
  /** … and although the next try after a failure is not due yet: a person clicked. */
  evenWaiting?: boolean | undefined
  /** Seconds. */
  minValidity?: number | undefined
  clientMetadata?: ClientMetadata | undefined
}

/** The state that an error leaves behind where the session is over; a passing error leaves it as it was. */
export function endedBy(error: unknown, view: SessionViewRecord | undefined): Held | undefined {
  if (!(error instanceof CognitoError) || view === undefined) return undefined
  if (view.state !== 'signedIn') return view
  const { generation, account, profile, username } = view
  const owner = { version: 1, account, profile, username, generation } as const
  return error.code === 'NoRefreshToken' ? { ...owner, state: 'signInNeeded', reason: 'expired' } : undefined
}

/** The network did not reach the pool: another try costs the pool nothing, and may succeed as soon as it is back. */
export function isCutOff(view: SessionViewRecord | undefined): boolean {
  if (view?.state !== 'signedIn') return false
  return view.retry?.code === 'NetworkError' || view.retry?.code === 'Timeout'
}

/** A wish for more than half of the tokens' life would be unmet by new tokens soon, and refresh for ever. */
export function isTooOld(
  view: SessionViewRecord | undefined,
  minValidity: number | undefined,
  now: number,
): boolean {
  if (minValidity === undefined || view?.state !== 'signedIn') return false
  const expiresAt = Math.min(view.idExpiresAt, view.accessExpiresAt)
  const wished = Math.min(minValidity * 1000, (expiresAt - view.issuedAt) / 2)
  return expiresAt - now < wished
}
