import type { SignInReason } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import type { StoredSession } from '../../../src/contract/stored-session.ts'
import type { Method } from '../../../src/contract/messages.ts'
import { transactionIdFrom } from '../../../src/contract/identity.ts'
import type { AllowedSite } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import type { SigningIn } from '../../../src/contract/signing-in.ts'
import { failures } from '../../../src/contract/view.ts'
import type { Snapshot } from '../../../src/popup/snapshot.ts'
import {
  ada,
  grace,
  grant,
  hostileClaims,
  idClaims,
  NOW,
  origin,
  otherProfile,
  profile,
  refreshed,
  signInReasons,
} from './people.ts'

/** What is done in the popup before it is looked at. */
export type Deed =
  | 'forget'
  | 'signOut'
  | 'signOutEverywhere'
  | 'takeBack'
  | 'takeOverDo'
  | 'showOnPage'
  | 'signIn'
  | 'stay'
  | 'json'
  | 'fold'
  | 'compare'
  | 'compareBefore'
  | 'copyToken'
  | 'copyAllTheSame'
  | 'access'
  | 'search'
  | 'searchDeep'
  | 'refresh'
  | 'allow'
  | 'showMore'
  | 'takeOver'

/** What the background says to a question; `never`: it stays under way. */
export type Answer = 'never' | { code: ErrorCode; message: string } | { value: unknown }

/** One thing a person can see in the popup. */
export interface State {
  stored: Partial<Snapshot>
  deeds?: readonly Deed[]
  /** How the background answers what the deeds ask. */
  answers?: Partial<Record<Method, Answer>>
  /** Somebody waits in it until they can leave off. */
  long?: true
}

const withLogin = {
  ...profile,
  login: { domain: 'https://acme.auth.eu-west-1.amazoncognito.com', scopes: ['openid'] },
}
const tab = { id: 7, url: 'https://reports.acme.example:8443/q3?secret=1' }
const signingIn: SigningIn = {
  version: 1,
  id: transactionIdFrom('t'),
  profile: profile.id,
  username: 'ada',
  way: 'password',
  turn: 1,
  expiresAt: NOW + 600_000,
  screen: { step: 'code', medium: 'sms', challenge: 'SMS_MFA', username: 'ada', parameters: {} },
}
/** An ID token of forty-two minutes, for who copies one. */
const copied = `e30.${btoa(JSON.stringify({ exp: NOW / 1000 + 42 * 60 }))}.e30`
const signedIn = { views: [ada], profiles: [profile], tab }
const signedOut = { profiles: [profile], tab }

function refused(code: ErrorCode, message: string): State {
  return { stored: signedOut, deeds: ['signIn'], answers: { signIn: { code, message } } }
}

function needed(reason: SignInReason): [string, State] {
  const view = { ...grace, state: 'signInNeeded', reason } as const
  return [`sign-in-needed-${reason}`, { stored: { ...signedOut, views: [view] } }]
}

function badlySigned(code: (typeof failures)[number]): [string, State] {
  const view = { ...ada, signature: { state: 'failed', code } } as const
  return [`signature-${code}`, { stored: { ...signedIn, views: [view] } }]
}

/** What the site's own library keeps, as the background shows it. */
const stored: StoredSession = {
  account: grace.account,
  profile: grace.profile,
  username: grace.username,
  email: 'grace@example.com',
  signedInAt: NOW - 3_600_000,
}

const HELP = 'https://help.acme.example/sign-in'

/** What an operator wrote, as it is in force. */
function governed(managed: Record<string, unknown>): Pick<Snapshot, 'policy'> {
  return { policy: { ...policyFrom(managed), version: 1, print: '' } }
}

/** What an operator gives the site under the popup. */
const bySite: AllowedSite = {
  ...grant,
  gives: { claims: ['email', 'cognito:groups'], idToken: false, accessToken: true },
  frames: [],
  maySignOut: true,
  source: 'policy',
}

/** … to whoever is signed in to another user pool than the one that is shown. */
const ofAnotherPool: AllowedSite = { ...bySite, profile: otherProfile.id }

/** Every state of the popup, by name. */
export const states: Record<string, State> = {
  'no-profile': { stored: { tab } },
  'signed-out': { stored: signedOut },
  'signed-out-managed-login': { stored: { ...signedOut, profiles: [withLogin] } },
  'signed-out-several-pools': { stored: { ...signedOut, profiles: [otherProfile, profile] } },
  'signed-out-another-pool-first': {
    stored: {
      ...signedOut,
      profiles: [profile, otherProfile],
      settings: { version: 1, firstProfile: otherProfile.id },
    },
  },
  'signed-out-site-allowed': { stored: { ...signedOut, grants: [grant] } },
  'signed-out-managed-login-alone': {
    stored: { ...signedOut, profiles: [withLogin], ...governed({ requireManagedLogin: true }) },
  },
  'signed-out-passkeys-alone': {
    stored: { ...signedOut, profiles: [withLogin], ...governed({ signInMethods: ['passkey'] }) },
  },
  'signed-out-nothing-allowed': { stored: { ...signedOut, ...governed({ signInMethods: [] }) } },
  'managed-no-profile': { stored: { tab, ...governed({ hideFirstRun: true, supportLink: HELP }) } },
  'managed-site': {
    stored: { ...signedIn, ...governed({ staySignedIn: 'forbidden', supportLink: HELP }), grants: [bySite] },
  },
  'managed-site-of-another-pool': {
    stored: {
      ...signedIn,
      views: [ada, { ...grace, profile: otherProfile.id }],
      ...governed({ allowedSites: [] }),
      grants: [ofAnotherPool],
    },
  },
  'managed-site-of-nobody': {
    stored: { ...signedIn, ...governed({ allowedSites: [] }), grants: [ofAnotherPool] },
  },
  'managed-site-signed-out': {
    stored: { ...signedOut, ...governed({ allowedSites: [] }), grants: [bySite] },
  },
  'signing-in-elsewhere': { stored: { ...signedOut, signingIns: [signingIn] } },
  'signing-in': { stored: signedOut, deeds: ['signIn'], answers: { signIn: 'never' } },
  'signing-in-long': { stored: signedOut, deeds: ['signIn'], long: true },
  'sign-in-wrong-password': refused('NotAuthorizedException', 'Incorrect username or password.'),
  'sign-in-disabled': refused('NotAuthorizedException', 'User is disabled.'),
  'sign-in-unknown-user': refused('UserNotFoundException', 'User does not exist.'),
  'sign-in-wrong-pool': refused('ResourceNotFoundException', 'User pool eu-west-1_aBcDeFgHi does not exist.'),
  'sign-in-endpoint-down': refused('NetworkError', 'Network error'),
  'sign-in-throttled': refused('TooManyRequestsException', 'Too many requests'),
  'sign-in-challenge': refused('UnsupportedChallenge', 'SMS_MFA is not supported.'),
  'sign-in-interrupted': refused('noAnswer', 'The extension did not answer.'),
  ...Object.fromEntries(signInReasons.map(needed)),
  'signed-in': { stored: signedIn },
  'signed-in-ends-soon': {
    stored: { ...signedIn, views: [{ ...ada, accessExpiresAt: NOW + 42_000, idExpiresAt: NOW + 42_000 }] },
  },
  refreshing: { stored: { ...signedIn, views: [{ ...ada, refreshing: true }] } },
  'refreshing-asked': { stored: signedIn, deeds: ['refresh'] },
  'signing-out': { stored: signedIn, deeds: ['signOut'] },
  'signing-out-everywhere': { stored: signedIn, deeds: ['signOutEverywhere'] },
  'refreshing-long': { stored: signedIn, deeds: ['refresh'], long: true },
  'signing-out-long': { stored: signedIn, deeds: ['signOut'], long: true },
  'sign-out-failed': {
    stored: signedIn,
    deeds: ['refresh', 'signOut'],
    answers: {
      getSession: { code: 'HttpError', message: '503 Service Unavailable' },
      signOut: { code: 'noAnswer', message: 'The extension did not answer.' },
    },
  },
  'refresh-failed': {
    stored: signedIn,
    deeds: ['refresh'],
    answers: { getSession: { code: 'HttpError', message: '503 Service Unavailable' } },
  },
  'offline-valid': {
    stored: { ...signedIn, views: [{ ...ada, retry: { at: NOW + 15_000, code: 'NetworkError', count: 3 } }] },
  },
  'unanswered-valid': {
    stored: {
      ...signedIn,
      views: [{ ...ada, retry: { at: NOW + 90_000, code: 'TooManyRequestsException', count: 2 } }],
    },
  },
  offline: {
    stored: {
      ...signedIn,
      views: [
        {
          ...ada,
          accessExpiresAt: NOW - 60_000,
          idExpiresAt: NOW - 60_000,
          retry: { at: NOW + 30_000, code: 'NetworkError', count: 6 },
        },
      ],
    },
  },
  expired: {
    stored: { ...signedIn, views: [{ ...ada, accessExpiresAt: NOW - 60_000, idExpiresAt: NOW - 60_000 }] },
  },
  'no-refresh-token': { stored: { ...signedIn, views: [{ ...ada, canRefresh: false }] } },
  'stays-signed-in': { stored: { ...signedIn, settings: { version: 1, staySignedIn: true } } },
  'stay-signed-in-refused': {
    stored: signedIn,
    deeds: ['stay'],
    answers: { setStaySignedIn: { code: 'internal', message: 'The extension could not answer.' } },
  },
  'signature-pending': { stored: { ...signedIn, views: [{ ...ada, signature: { state: 'pending' } }] } },
  'signature-unchecked': { stored: { ...signedIn, views: [{ ...ada, signature: { state: 'unchecked' } }] } },
  ...Object.fromEntries(failures.map(badlySigned)),
  'several-accounts': { stored: { ...signedIn, views: [ada, grace] } },
  'several-accounts-forget': { stored: { ...signedIn, views: [ada, grace] }, deeds: ['forget'] },
  forgetting: { stored: { ...signedIn, views: [ada, grace] }, deeds: ['forget', 'forget'] },
  'forgetting-long': {
    stored: { ...signedIn, views: [ada, grace] },
    deeds: ['forget', 'forget'],
    long: true,
  },
  'several-accounts-forgetting': {
    stored: { ...signedIn, views: [ada, grace] },
    deeds: ['forget', 'forget'],
    answers: { forgetAccount: { code: 'noAnswer', message: 'The extension did not answer.' } },
  },
  'clock-wrong': { stored: { ...signedIn, views: [{ ...ada, clockDrift: 3720 }] } },
  'site-allowed': { stored: { ...signedIn, grants: [grant] } },
  'site-allowed-for-a-time': {
    stored: {
      ...signedIn,
      grants: [
        {
          ...grant,
          gives: { claims: ['name'], idToken: false, accessToken: false },
          frames: [origin('https://portal.example'), origin('https://intranet.acme.example')],
          maySignOut: true,
          until: { kind: 'time', at: NOW + 42 * 60_000 },
        },
      ],
    },
  },
  'site-allowed-in-this-tab': {
    stored: { ...signedIn, grants: [{ ...grant, until: { kind: 'tab', tabId: 7, run: 1 } }] },
  },
  'site-allowed-other-account': { stored: { ...signedIn, grants: [{ ...grant, account: grace.account }] } },
  'site-looked-at': {
    stored: { ...signedIn, grants: [grant] },
    deeds: ['takeOver'],
    answers: { findStoredSessions: { value: { origin: grant.origin, found: [stored] } } },
  },
  'site-taking-over': {
    stored: { ...signedIn, grants: [grant] },
    deeds: ['takeOver', 'takeOverDo'],
    answers: { findStoredSessions: { value: { origin: grant.origin, found: [stored] } } },
  },
  'site-taking-back': { stored: { ...signedIn, grants: [grant] }, deeds: ['takeBack'] },
  'site-keeps-nothing': {
    stored: { ...signedIn, grants: [grant] },
    deeds: ['takeOver'],
    answers: { findStoredSessions: { value: { origin: grant.origin, found: [] } } },
  },
  'site-keeps-a-forgery': {
    stored: { ...signedIn, grants: [grant] },
    deeds: ['takeOver'],
    answers: {
      findStoredSessions: {
        code: 'signatureInvalid',
        message: 'What this site stores is not from the user pool.',
      },
    },
  },
  'site-waiting': { stored: signedIn, deeds: ['allow'], answers: { allowSite: 'never' } },
  'site-international': { stored: { ...signedIn, tab: { id: 7, url: 'https://аcme.example/' } } },
  'site-browser-page': { stored: { ...signedIn, tab: { id: 7, url: 'chrome://settings' } } },
  'site-insecure': { stored: { ...signedIn, tab: { id: 7, url: 'http://acme.example/' } } },
  'site-unknown': { stored: { ...signedIn, tab: { id: 7 } } },
  'claims-access': { stored: signedIn, deeds: ['access'] },
  'claims-json': { stored: signedIn, deeds: ['json'] },
  'claims-json-folded': { stored: signedIn, deeds: ['json', 'fold'] },
  'claims-json-search': { stored: signedIn, deeds: ['json', 'searchDeep'] },
  'claims-compared': { stored: signedIn, deeds: ['compare'] },
  'claims-changed': { stored: { ...signedIn, views: [refreshed] }, deeds: ['compare', 'compareBefore'] },
  'claims-nothing-changed-yet': { stored: signedIn, deeds: ['compare', 'compareBefore'] },
  'claims-copy-token': { stored: signedIn, deeds: ['access', 'copyToken'] },
  'claims-copying-token': { stored: signedIn, deeds: ['copyToken', 'copyAllTheSame'] },
  'claims-copied-token': {
    stored: signedIn,
    deeds: ['copyToken', 'copyAllTheSame'],
    answers: {
      copyToken: {
        value: { state: 'signedIn', account: '', generation: 3, expiresAt: NOW, idToken: copied },
      },
    },
  },
  'claims-token-not-copied': {
    stored: signedIn,
    deeds: ['copyToken', 'copyAllTheSame'],
    answers: {
      copyToken: { code: 'signatureInvalid', message: 'The tokens are not signed by the user pool.' },
    },
  },
  'claims-showing-on-page': { stored: signedIn, deeds: ['showOnPage'] },
  'claims-showing-on-page-long': { stored: signedIn, deeds: ['showOnPage'], long: true },
  'claims-copying-token-long': { stored: signedIn, deeds: ['copyToken', 'copyAllTheSame'], long: true },
  'claims-search': { stored: signedIn, deeds: ['search'] },
  'claims-hostile': {
    stored: { ...signedIn, views: [{ ...ada, idClaims: hostileClaims }] },
    deeds: ['showMore'],
  },
  'claims-very-many': {
    stored: {
      ...signedIn,
      views: [
        {
          ...ada,
          idClaims: {
            ...idClaims,
            ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`custom:claim${at}`, at])),
          },
        },
      ],
    },
  },
}
