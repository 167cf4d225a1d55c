import type { Scene } from '../../src/popup/scene.ts'
import type { SessionCondition } from '../../src/popup/session-words.ts'
import type { SiteState } from '../../src/popup/site-state.ts'
import type { states } from './toolbar-states.ts'

type Name = keyof typeof states
type Why = Extract<SiteState, { kind: 'closed' }>['why']

/** A session without a refresh token comes from nowhere here: it is looked at on the stage. */
type Condition = Exclude<SessionCondition, 'ending'>

interface Faces {
  scenes: Record<Scene['kind'], Name>
  sites: Record<SiteState['kind'], Name>
  conditions: Record<Condition, Name>
  /** The stores of extensions, which are far away, are looked at on the stage. */
  closed: Record<Exclude<Why, 'store'>, Name>
}

/** In which state each face of the popup is looked at: a new one does not compile until it is brought about in one. */
export const faces: Faces = {
  scenes: {
    noProfile: 'no user pool',
    signedOut: 'signed out',
    signedIn: 'signed in',
    signInNeeded: 'ended elsewhere',
  },
  sites: { closed: 'over an extension’s page', notAllowed: 'signed in', allowed: 'a site that is allowed' },
  conditions: {
    valid: 'signed in',
    refreshing: 'refreshing',
    validOffline: 'offline, still valid',
    validUnanswered: 'not renewed, still valid',
    expired: 'expired',
    offline: 'offline',
  },
  closed: {
    unknown: 'over a page that the browser does not name',
    browserPage: 'over an extension’s page',
    file: 'over a file',
    insecure: 'over an insecure page',
  },
}
