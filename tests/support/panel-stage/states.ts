import type { PanelClaims } from '../../../src/contract/panel.ts'
import { ada, hostileClaims, refreshed } from '../popup-stage/people.ts'

type Session = PanelClaims['session']

/** Every state that a session can be in stands here, or it does not compile. */
const each: { [State in Session['state']]: Extract<Session, { state: State }> } = {
  signedIn: ada,
  signedOut: { state: 'signedOut' },
  signInNeeded: { state: 'signInNeeded', reason: 'revoked' },
}

/** What the background pushes to the panel. */
export const sessions: Record<string, Session> = {
  ...each,
  refreshed,
  hostile: { ...each.signedIn, idClaims: hostileClaims },
}
