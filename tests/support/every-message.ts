import { audience, type CallerKind } from '../../src/contract/audience.ts'
import type { Method } from '../../src/contract/messages.ts'

export const methods = Object.keys(audience) as Method[]

/** Who may ask what, written down a second time: a new message or kind of caller fails here until it is judged. */
export const judged: Record<Method, readonly CallerKind[]> = {
  connect: ['contentScript', 'page'],
  getSession: ['extensionPage', 'contentScript', 'page'],
  permissions: ['contentScript', 'page'],
  disconnect: ['contentScript', 'page'],
  signOut: ['extensionPage', 'contentScript', 'page'],
  signIn: ['extensionPage'],
  beginManagedLogin: ['extensionPage'],
  finishManagedLogin: ['extensionPage'],
  chooseAccount: ['extensionPage'],
  findStoredSessions: ['extensionPage'],
  importStoredSession: ['extensionPage'],
  forgetAccount: ['extensionPage'],
  setStaySignedIn: ['extensionPage'],
  saveProfile: ['extensionPage'],
  removeProfile: ['extensionPage'],
  allowSite: ['extensionPage'],
  declineSite: ['extensionPage'],
  revokeSite: ['extensionPage'],
  showClaims: ['extensionPage'],
}

/** Params that pass each schema: a refusal is then one of authority, not of form. */
export const sound: Record<Method, object> = {
  connect: { want: { claims: ['sub'] } },
  getSession: {},
  permissions: {},
  disconnect: {},
  signOut: {},
  signIn: { profile: 'p/c', username: 'ada', password: 'secret' },
  beginManagedLogin: { profile: 'p/c', redirectUri: 'https://x.chromiumapp.org/p' },
  finishManagedLogin: { state: 'state', code: 'code' },
  chooseAccount: { account: 'issuer|client|sub' },
  findStoredSessions: { tabId: 7 },
  importStoredSession: { tabId: 7, account: 'issuer|client|sub' },
  forgetAccount: { account: 'issuer|client|sub' },
  setStaySignedIn: { on: true },
  saveProfile: { name: 'x', poolId: 'eu-west-1_Pool1', clientId: 'client1' },
  removeProfile: { profile: 'p/c' },
  allowSite: {
    origin: 'https://app.example',
    gives: { claims: ['sub'], idToken: false, accessToken: false },
    account: 'i|c|s',
    maySignOut: false,
    tabId: 1,
  },
  declineSite: { origin: 'https://app.example' },
  revokeSite: { origin: 'https://app.example' },
  showClaims: { tabId: 1 },
}
