import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { LoginWindow } from '../../../src/browser/login-window.ts'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import type { LoginOutcome, LoginPhase, LoginProfile } from '../../../src/managed-login/sign-in-flow.ts'
import { profile } from '../popup-stage/people.ts'

export const REDIRECT = 'https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/login'
const domain = 'https://acme.auth.eu-west-1.amazoncognito.com'

/** One thing a person can see on the page that signs in by managed login. */
export interface State {
  profile?: LoginProfile
  /** How the pool's pages end that nobody sees, and those in a window; absent: not yet. */
  silent?: LoginWindow
  shown?: LoginWindow
  /** How the background ends it; absent: not yet. */
  finished?: 'signedIn' | WireError<ErrorCode>
  /** Somebody waits in it until they can leave off. */
  long?: true
  /** Another page is at it. */
  elsewhere?: true
  /** What is clicked before it is looked at: exact texts. */
  clicks?: readonly string[]
  /** … and after a long wait. */
  after?: readonly string[]
}

const begun: State = { profile: { ...profile, login: { domain, scopes: ['openid'] } } }
const asked: State = { ...begun, silent: { state: 'silent' } }
const came = (query: Record<string, string>): State => ({
  ...asked,
  shown: { state: 'answered', address: `${REDIRECT}?${new URLSearchParams({ state: 's', ...query })}` },
})
const answered = came({ code: 'c' })

/** Every phase and every end there is: a new one does not compile until it stands here. */
const each: Record<LoginPhase | LoginOutcome['state'], State> = {
  looking: begun,
  window: asked,
  finishing: answered,
  signedIn: { ...answered, finished: 'signedIn', clicks: ['Sign in as somebody else'] },
  stopped: { ...begun, long: true, after: ['Stop waiting'] },
  cancelled: { ...asked, shown: { state: 'cancelled' } },
  interrupted: { ...answered, finished: { code: 'signInInterrupted', message: 'It was interrupted.' } },
  running: { ...begun, elsewhere: true },
  unreachable: { ...asked, shown: { state: 'unreachable', message: 'x' } },
  refused: came({ error: 'access_denied', error_description: 'User \u202Edisabled <b>' }),
  foreign: came({ code: 'c', state: 'another' }),
  failed: { ...answered, finished: { code: 'NetworkError', message: 'Network error' } },
}

export const states: Record<string, State> = {
  ...each,
  'looking-long': { ...begun, long: true },
  'finishing-long': { ...answered, long: true },
  'logging-out-long': {
    ...asked,
    shown: { state: 'cancelled' },
    clicks: ['Sign in as somebody else', 'Sign out at acme.auth.eu-west-1.amazoncognito.com'],
    long: true,
  },
  'no-pool': {},
}
