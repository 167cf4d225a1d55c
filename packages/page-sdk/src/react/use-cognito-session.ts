import { useSyncExternalStore } from 'react'
import type { Want } from '../protocol.ts'
import type { SessionSnapshot, SessionStore } from './session-store.ts'

/**
 * The shared session as it is, in a component that is drawn anew with each change.
 *
 * @example
 * const store = sessionStore({ want: { claims: ['email'] } })
 * function Greeting() {
 *   const session = useCognitoSession(store)
 *   return session.state === 'signedIn' ? <p>Hello {String(session.claims.email)}</p> : <SignedOut />
 * }
 */
export function useCognitoSession<Asked extends Want>(store: SessionStore<Asked>): SessionSnapshot<Asked> {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot)
}
