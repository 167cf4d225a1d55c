import type { PanelClaims } from '../../../src/contract/panel.ts'
import { accessClaims, hostileClaims, idClaims } from '../popup-stage/people.ts'

type Session = PanelClaims['session']

/** Every state that a session can be in stands here, or it does not compile. */
const each: { [State in Session['state']]: Extract<Session, { state: State }> } = {
  signedIn: { state: 'signedIn', idClaims, accessClaims, clockDrift: 0 },
  signedOut: { state: 'signedOut' },
  signInNeeded: { state: 'signInNeeded', reason: 'revoked' },
}

/** What the background pushes to the panel. */
export const sessions: Record<string, Session> = {
  ...each,
  hostile: { ...each.signedIn, idClaims: hostileClaims },
}
