import type { SignInReason } from '@cognito-shared-session/page-sdk/protocol'
import type { Catalogue } from '../words/catalogue.ts'
import type { SignedInView } from './view.ts'

/** What the background pushes to the panel on a page: decoded claims, never tokens. */
export interface PanelClaims {
  v: 1
  panel: 'claims'
  session:
    | Pick<
        SignedInView,
        'state' | 'idClaims' | 'accessClaims' | 'former' | 'clockDrift' | 'sizes' | 'signature'
      >
    | { state: 'signedOut' }
    | { state: 'signInNeeded'; reason: SignInReason }
  /** The messages of the language that the person chose; absent: the browser's, which a script on a page has at hand. */
  words?: Catalogue | undefined
}
