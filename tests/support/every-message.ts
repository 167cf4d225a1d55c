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
  answerSignIn: ['extensionPage'],
  resendCode: ['extensionPage'],
  signInBack: ['extensionPage'],
  cancelSignIn: ['extensionPage'],
  resumeSignIns: ['extensionPage'],
  forgotPassword: ['extensionPage'],
  authenticatorSecret: ['extensionPage'],
  forgetDevice: ['extensionPage'],
  passkeys: ['extensionPage'],
  passkeyOptions: ['extensionPage'],
  addPasskey: ['extensionPage'],
  deletePasskey: ['extensionPage'],
  beginManagedLogin: ['extensionPage'],
  finishManagedLogin: ['extensionPage'],
  chooseProfile: ['extensionPage'],
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
  refuseSite: ['extensionPage'],
  clearActivity: ['extensionPage'],
  copyToken: ['extensionPage'],
  showClaims: ['extensionPage'],
}

const POPUP = 'src/popup/index.html'

/** Of the extension's own pages, the one that may ask this; every page may ask what is not named here. */
export const judgedPage: Partial<Record<Method, string>> = {
  findStoredSessions: POPUP,
  importStoredSession: POPUP,
}

/** Params that pass each schema: a refusal is then one of authority, not of form. */
export const sound: Record<Method, object> = {
  connect: { want: { claims: ['sub'] } },
  getSession: {},
  permissions: {},
  disconnect: {},
  signOut: {},
  signIn: { profile: 'p/c', username: 'ada', password: 'secret' },
  answerSignIn: { transaction: 't', turn: 1, answer: { code: '123456' } },
  resendCode: { transaction: 't', turn: 1 },
  signInBack: { transaction: 't', turn: 1 },
  cancelSignIn: { transaction: 't' },
  resumeSignIns: {},
  forgotPassword: { profile: 'p/c', username: 'ada' },
  authenticatorSecret: { transaction: 't', turn: 1 },
  forgetDevice: { account: 'i|c|s' },
  passkeys: { account: 'i|c|s' },
  passkeyOptions: { account: 'i|c|s' },
  addPasskey: { account: 'i|c|s', credential: { id: 'c' } },
  deletePasskey: { account: 'i|c|s', id: 'c' },
  beginManagedLogin: { profile: 'p/c', redirectUri: 'https://x.chromiumapp.org/p' },
  finishManagedLogin: { state: 'state', code: 'code' },
  chooseProfile: { profile: 'p/c' },
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
    until: 'hour',
  },
  declineSite: { origin: 'https://app.example' },
  revokeSite: { origin: 'https://app.example' },
  refuseSite: { origin: 'https://app.example' },
  clearActivity: {},
  copyToken: { account: 'i|c|s', token: 'idToken' },
  showClaims: { tabId: 1 },
}
