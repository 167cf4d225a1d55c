import { CognitoError, type CognitoUserSession } from '@cognito-shared-session/cognito-session'
import type { SessionViewRecord, SignedInView } from '../contract/view.ts'

/** A living session with what may be told of it, or the state that says why there is none. */
export type Held =
  | { state: 'signedIn'; session: CognitoUserSession; view: SignedInView }
  | Exclude<SessionViewRecord, SignedInView>
  | { state: 'signedOut'; generation: number }

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
