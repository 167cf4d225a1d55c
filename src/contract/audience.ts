import type { Method } from './messages.ts'

/** Who is asking, as the browser tells it; never what the message says of itself. */
export const callerKinds = ['extensionPage', 'contentScript', 'page', 'otherExtension'] as const
export type CallerKind = (typeof callerKinds)[number]

export interface Audience {
  /** Which kinds of caller may ask at all. */
  kinds: readonly CallerKind[]
  /** The one page of the extension that may; absent: all of them. */
  page?: string
  /** Whether callers other than the extension's own pages need a grant for their origin first. */
  grant: 'needed' | 'notNeeded'
}

const sites = ['page', 'contentScript'] as const

/** Where the person sees which site they are on. */
const POPUP = 'src/popup/index.html'

/**
 * Who may ask what. `otherExtension` stands in no row: another extension is refused whatever it asks.
 * A bridge speaks as `contentScript`, with the rights of its page's origin and no more.
 */
export const audience = {
  connect: { kinds: sites, grant: 'notNeeded' },
  getSession: { kinds: ['extensionPage', ...sites], grant: 'needed' },
  permissions: { kinds: sites, grant: 'notNeeded' },
  disconnect: { kinds: sites, grant: 'needed' },
  signOut: { kinds: ['extensionPage', ...sites], grant: 'needed' },
  signIn: { kinds: ['extensionPage'], grant: 'needed' },
  answerSignIn: { kinds: ['extensionPage'], grant: 'needed' },
  resendCode: { kinds: ['extensionPage'], grant: 'needed' },
  signInBack: { kinds: ['extensionPage'], grant: 'needed' },
  cancelSignIn: { kinds: ['extensionPage'], grant: 'needed' },
  resumeSignIns: { kinds: ['extensionPage'], grant: 'needed' },
  forgotPassword: { kinds: ['extensionPage'], grant: 'needed' },
  authenticatorSecret: { kinds: ['extensionPage'], grant: 'needed' },
  forgetDevice: { kinds: ['extensionPage'], grant: 'needed' },
  passkeys: { kinds: ['extensionPage'], grant: 'needed' },
  passkeyOptions: { kinds: ['extensionPage'], grant: 'needed' },
  addPasskey: { kinds: ['extensionPage'], grant: 'needed' },
  deletePasskey: { kinds: ['extensionPage'], grant: 'needed' },
  beginManagedLogin: { kinds: ['extensionPage'], grant: 'needed' },
  finishManagedLogin: { kinds: ['extensionPage'], grant: 'needed' },
  chooseAccount: { kinds: ['extensionPage'], grant: 'needed' },
  chooseProfile: { kinds: ['extensionPage'], grant: 'needed' },
  forgetAccount: { kinds: ['extensionPage'], grant: 'needed' },
  findStoredSessions: { kinds: ['extensionPage'], page: POPUP, grant: 'needed' },
  importStoredSession: { kinds: ['extensionPage'], page: POPUP, grant: 'needed' },
  setStaySignedIn: { kinds: ['extensionPage'], grant: 'needed' },
  saveProfile: { kinds: ['extensionPage'], grant: 'needed' },
  removeProfile: { kinds: ['extensionPage'], grant: 'needed' },
  allowSite: { kinds: ['extensionPage'], grant: 'needed' },
  declineSite: { kinds: ['extensionPage'], grant: 'needed' },
  revokeSite: { kinds: ['extensionPage'], grant: 'needed' },
  refuseSite: { kinds: ['extensionPage'], grant: 'needed' },
  clearActivity: { kinds: ['extensionPage'], grant: 'needed' },
  copyToken: { kinds: ['extensionPage'], grant: 'needed' },
  showClaims: { kinds: ['extensionPage'], grant: 'needed' },
} as const satisfies Record<Method, Audience>
