import type { OwnBuild } from '../../../src/browser/own-build.ts'
import type { ActivityEntry } from '../../../src/contract/activity.ts'
import { accountIdOf, profileIdOf, type ProfileId } from '../../../src/contract/identity.ts'
import type { Method } from '../../../src/contract/messages.ts'
import type { Grant } from '../../../src/contract/grant.ts'
import { signInMethods, type AllowedSite, type PolicyInForce } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import { failures } from '../../../src/contract/view.ts'
import type { Known } from '../../../src/options/known.ts'
import { poolsFile } from '../../../src/options/pools/pools-file.ts'
import type { SectionName } from '../../../src/options/section.ts'
import {
  ada,
  grace,
  grant,
  hostileClaims,
  NOW,
  origin,
  otherProfile,
  profile,
  refreshed,
} from '../popup-stage/people.ts'
import type { Answer } from '../popup-stage/states.ts'
import { eachKind, full, hostileNames, twoDays } from './happenings.ts'

/** One thing a person can see on the options page. */
export interface State {
  section: SectionName
  known?: Partial<Known>
  presets?: readonly Profile[]
  build?: Partial<OwnBuild>
  /** Whether the browser is told to allow notifications, when it asks. */
  notifies?: boolean
  /** The key that shows the claims. */
  key?: string
  /** What is clicked before it is looked at: exact texts. */
  clicks?: readonly string[]
  /** What was noted, the latest last. */
  happened?: readonly ActivityEntry[]
  /** What is pasted as a token. */
  paste?: string
  /** What stands in a file that is chosen before. */
  file?: string
  /** How the background answers what the clicks ask. */
  answers?: Partial<Record<Method, Answer>>
  /** What is asked about this is answered with an error all the same. */
  refuses?: string
  /** What was noted does not come. */
  unread?: true
  /** User pools answer once `globalThis.reach` is called. */
  slow?: true
  /** Somebody waits in it until they can leave off. */
  long?: true
}

const login = { domain: 'https://acme.auth.eu-west-1.amazoncognito.com', scopes: ['openid'] }
const withLogin: Profile = { ...profile, login }
const mine: Profile = {
  ...withLogin,
  source: 'person',
  preferred: 'EMAIL_OTP',
  plainPassword: true,
  login: { ...login, providers: ['Google', 'SignInWithApple', 'Acme SSO'] },
}

const HOUR = 3_600_000
const several: Grant[] = [
  grant,
  {
    ...grant,
    gives: { claims: [], idToken: false, accessToken: true },
    until: { kind: 'tab', tabId: 7, run: 1 },
  },
  {
    ...grant,
    origin: origin('https://billing.acme.example'),
    gives: { claims: ['sub', 'email'], idToken: false, accessToken: false },
    account: grace.account,
    until: { kind: 'time', at: NOW + 5 * HOUR },
    maySignOut: true,
  },
  {
    ...grant,
    origin: origin('https://frame.example'),
    account: accountIdOf({ issuer: 'https://gone.example', clientId: 'c', sub: 's' }),
    frames: [origin('https://portal.example'), origin('https://intranet.example')],
  },
  { ...grant, origin: origin('http://localhost:5173'), until: { kind: 'time', at: NOW + HOUR } },
  { ...grant, origin: origin('https://over.example'), until: { kind: 'time', at: NOW - HOUR } },
]

function numbered(at: number): Grant {
  return { ...grant, origin: origin(`https://site-${at}.example`) }
}

/** Names that are long, or look like others. */
const hostile: Grant[] = [
  { ...grant, gives: { ...grant.gives, claims: Object.keys(hostileClaims) } },
  { ...grant, origin: origin('https://аcme.example') },
  {
    ...grant,
    origin: origin(`https://${'long-name-'.repeat(6)}a.${'b'.repeat(60)}.${'c'.repeat(60)}.example`),
  },
]
const POLICY = {
  signInMethods: ['managedLogin', 'passkey'],
  profiles: [
    { name: 'Acme Staff', poolId: 'eu-west-1_aBcDeFgHi', clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m', login },
  ],
  allowedSites: [{ origin: 'https://reports.acme.example', claims: ['email'], accessToken: true }],
  staySignedIn: 'forbidden',
  maximumSessionHours: 12,
  supportLink: 'https://help.acme.example/sign-in',
}

/** What an operator wrote, and what is in force of it. */
function governed(managed: Record<string, unknown>): Partial<Known> {
  const policy: PolicyInForce = { ...policyFrom(managed), version: 1, print: '' }
  return { managed: Object.entries(managed), policy }
}

const bySite: Grant = {
  ...grant,
  origin: origin('https://portal.acme.example'),
  gives: { claims: ['email', 'cognito:groups'], idToken: false, accessToken: true },
  source: 'policy',
}

/** The same, for those of one app client. */
const ofAnApp = (profile: ProfileId): AllowedSite => ({
  ...bySite,
  origin: origin(`https://${profile.split('/')[0]?.replace('_', '-')}.acme.example`),
  source: 'policy',
  profile,
})

/** Somebody who is signed in to another user pool. */
const elsewhere = { ...ada, profile: profileIdOf({ poolId: 'eu-west-1_other', clientId: 'c' }) }

/** A token without its signature. */
export function jwtOf(claims: Record<string, unknown>): string {
  const part = (value: object) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value).slice(0, 50_000))))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  return `${part({ alg: 'RS256', kid: 'key-1' })}.${part(claims)}`
}

/** Somebody else's file: one that is here already, one that is new, and two that are refused. */
const file = poolsFile([
  mine,
  { ...otherProfile, name: 'Customers \u202Etxt', endpoint: 'http://127.0.0.1:9230' },
  { ...mine, name: '<b>Nonsense</b>', poolId: 'nonsense' },
  { ...otherProfile, name: 'Customers, once more' },
])

function badlySigned(code: (typeof failures)[number]): [string, State] {
  const view = { ...ada, signature: { state: 'failed', code } } as const
  return [`claims-${code}`, { section: 'claims', known: { views: [view] } }]
}

const form = { section: 'pools', clicks: ['Change', 'Advanced'] } as const

export const states: Record<string, State> = {
  'pools-none': { section: 'pools' },
  'pools-of-the-build': { section: 'pools', presets: [withLogin] },
  'pools-managed-login-alone': {
    section: 'pools',
    known: { stored: [withLogin], methods: ['managedLogin'] },
  },
  'pools-no-managed-login': {
    section: 'pools',
    known: { stored: [withLogin], methods: ['password', 'passkey'] },
  },
  'pools-nothing-allowed': { section: 'pools', known: { stored: [withLogin], methods: [] } },
  'pools-slow': { section: 'pools', known: { stored: [mine] }, slow: true },
  'pools-form': { ...form, known: { stored: [mine], methods: signInMethods } },
  'pools-form-managed-login-alone': { ...form, known: { stored: [mine], methods: ['managedLogin'] } },
  'pools-form-no-passkey': { ...form, known: { stored: [mine], methods: ['password'] } },
  'sites-none': { section: 'sites' },
  sites: { section: 'sites', known: { grants: several, views: [ada, grace] }, clicks: ['Which claims'] },
  'sites-very-many': {
    section: 'sites',
    known: { grants: Array.from({ length: 500 }, (_, at) => at).map(numbered), views: [ada] },
  },
  'sites-hostile': {
    section: 'sites',
    known: { grants: hostile, views: [{ ...ada, idClaims: hostileClaims }] },
    clicks: ['Which claims'],
  },
  'sites-taking-back': {
    section: 'sites',
    known: { grants: [grant], views: [ada] },
    clicks: ['Take back'],
  },
  'sites-taking-all-back-long': {
    section: 'sites',
    known: { grants: several, views: [ada] },
    clicks: ['Take back what all 4 sites have…', 'Take back all'],
    long: true,
  },
  'sites-not-taken-back': {
    section: 'sites',
    known: { grants: [grant], views: [ada] },
    clicks: ['Take back'],
    answers: { revokeSite: { code: 'internal', message: 'The extension could not answer.' } },
  },
  'sites-taken-back': {
    section: 'sites',
    known: { grants: several, views: [ada] },
    clicks: ['Take back'],
    answers: { revokeSite: { value: null } },
  },
  'sites-sure': {
    section: 'sites',
    known: { grants: several, views: [ada] },
    clicks: ['Take back what all 4 sites have…'],
  },
  'sites-all-taken-back': {
    section: 'sites',
    known: { grants: several, views: [ada] },
    clicks: ['Take back what all 4 sites have…', 'Take back all'],
    answers: { revokeSite: { value: null } },
  },
  'sites-all-but-one-taken-back': {
    section: 'sites',
    known: { grants: several, views: [ada] },
    clicks: ['Take back what all 4 sites have…', 'Take back all'],
    answers: { revokeSite: { value: null } },
    refuses: 'reports.acme.example',
  },
  'activity-none': { section: 'activity' },
  'activity-unread': { section: 'activity', unread: true },
  activity: {
    section: 'activity',
    known: { grants: [grant], views: [ada] },
    happened: twoDays,
    clicks: ['What exactly'],
  },
  'activity-each-kind': {
    section: 'activity',
    known: { grants: [grant, bySite], views: [ada, grace] },
    happened: eachKind,
  },
  'activity-hostile': {
    section: 'activity',
    known: { grants: hostile, views: [{ ...ada, idClaims: hostileClaims }] },
    happened: hostileNames,
    clicks: ['What exactly'],
  },
  'activity-full': { section: 'activity', known: { grants: [grant], views: [ada] }, happened: full() },
  'activity-sites-alone': {
    section: 'activity',
    known: { grants: [grant], views: [ada] },
    happened: twoDays,
    clicks: ['Sharing'],
  },
  'activity-none-found': {
    section: 'activity',
    happened: twoDays.filter(({ kind }) => kind === 'signedIn'),
    clicks: ['This device'],
  },
  'activity-taken-back': {
    section: 'activity',
    known: { grants: [grant], views: [ada] },
    happened: twoDays,
    clicks: ['Take back'],
    answers: { revokeSite: { value: null } },
  },
  'activity-not-taken-back': {
    section: 'activity',
    known: { grants: [grant], views: [ada] },
    happened: twoDays,
    clicks: ['Take back'],
    answers: { revokeSite: { code: 'internal', message: 'The extension could not answer.' } },
  },
  'activity-sure': { section: 'activity', known: { views: [ada] }, happened: twoDays, clicks: ['Clear…'] },
  'activity-clearing-long': {
    section: 'activity',
    known: { views: [ada] },
    happened: twoDays,
    clicks: ['Clear…', 'Clear it'],
    long: true,
  },
  'activity-cleared': {
    section: 'activity',
    known: { views: [ada] },
    happened: twoDays,
    clicks: ['Clear…', 'Clear it'],
    answers: { clearActivity: { value: null } },
  },
  'claims-signed-out': { section: 'claims', known: { views: [grace] } },
  'claims-id': { section: 'claims', known: { views: [ada] } },
  'claims-several-accounts': {
    section: 'claims',
    known: { views: [ada, { ...ada, account: grace.account }] },
  },
  'claims-compared': { section: 'claims', known: { views: [ada] }, clicks: ['Compare'] },
  'claims-changed': {
    section: 'claims',
    known: { views: [refreshed] },
    clicks: ['Compare', 'ID: changes'],
  },
  'claims-copy-token': { section: 'claims', known: { views: [ada] }, clicks: ['Copy the ID token…'] },
  ...Object.fromEntries(failures.map(badlySigned)),
  'claims-json': { section: 'claims', known: { views: [ada] }, clicks: ['Access token', 'JSON'] },
  'claims-hostile': { section: 'claims', known: { views: [{ ...ada, idClaims: hostileClaims }] } },
  'claims-hostile-compared': {
    section: 'claims',
    known: { views: [{ ...ada, idClaims: hostileClaims, clockDrift: 300 }] },
    clicks: ['Compare'],
  },
  'claims-pasted': { section: 'claims', paste: `Authorization: Bearer "${jwtOf(hostileClaims)}.c2ln"` },
  'claims-pasted-cut': {
    section: 'claims',
    paste: jwtOf({ sub: 'ada', email: 'ada@acme.example' }).slice(0, -6),
  },
  'claims-pasted-nothing': { section: 'claims', paste: 'hello' },
  settings: { section: 'settings' },
  'settings-chosen': {
    section: 'settings',
    known: { settings: { version: 1, staySignedIn: true } },
    notifies: true,
    clicks: ['Notify me when I have to sign in again'],
  },
  'settings-staying-long': {
    section: 'settings',
    clicks: ['Stay signed in after the browser closes'],
    long: true,
  },
  'settings-notifying-long': {
    section: 'settings',
    clicks: ['Notify me when I have to sign in again'],
    long: true,
  },
  'settings-language-long': { section: 'settings', clicks: ['Deutsch'], long: true },
  'settings-language-not-kept': { section: 'settings', clicks: ['Deutsch'], refuses: 'de' },
  'settings-another-language': { section: 'settings', known: { language: 'ja' } },
  'settings-no-key-no-notifications': {
    section: 'settings',
    key: '',
    clicks: ['Notify me when I have to sign in again'],
  },
  'settings-not-kept': {
    section: 'settings',
    clicks: ['Stay signed in after the browser closes'],
    answers: { setStaySignedIn: { code: 'internal', message: 'The extension could not answer.' } },
  },
  'pools-file': { section: 'pools', known: { stored: [mine] }, file },
  'pools-file-adding': { section: 'pools', file, clicks: ['Set up 2 user pools'] },
  'pools-file-adding-long': { section: 'pools', file, clicks: ['Set up 2 user pools'], long: true },
  'pools-testing-long': {
    section: 'pools',
    known: { stored: [mine] },
    clicks: ['Test the connection'],
    long: true,
  },
  'pools-file-added': {
    section: 'pools',
    file,
    clicks: ['Set up 2 user pools'],
    answers: { saveProfile: { value: mine } },
  },
  'pools-file-some-added': {
    section: 'pools',
    file,
    clicks: ['Set up 2 user pools'],
    answers: { saveProfile: { value: mine } },
    refuses: 'eu-west-1_aBcDeFgHi',
  },
  'pools-file-not-added': {
    section: 'pools',
    file,
    clicks: ['Set up 2 user pools'],
    answers: { saveProfile: { code: 'internal', message: 'The extension could not answer.' } },
  },
  'pools-file-all-refused': { section: 'pools', file: poolsFile([{ ...mine, poolId: '?' }]) },
  'pools-file-another': { section: 'pools', file: '{}' },
  'pools-several': {
    section: 'pools',
    presets: [withLogin],
    known: { stored: [{ ...otherProfile, name: 'Customers' }] },
  },
  'pools-several-chosen': {
    section: 'pools',
    presets: [withLogin],
    known: { stored: [otherProfile], settings: { version: 1, firstProfile: otherProfile.id } },
  },
  'sites-of-the-organisation': { section: 'sites', known: { grants: [grant, bySite], views: [ada] } },
  'sites-of-the-organisation-elsewhere': {
    section: 'sites',
    known: { grants: [ofAnApp(grace.profile), ofAnApp(otherProfile.id)], views: [elsewhere, grace] },
  },
  'pools-none-managed': { section: 'pools', known: governed({ hideFirstRun: true }) },
  'settings-managed': {
    section: 'settings',
    known: { settings: { version: 1, staySignedIn: true }, ...governed(POLICY) },
  },
  'managed-by-nobody': { section: 'managed' },
  managed: { section: 'managed', known: governed(POLICY) },
  'managed-wrongly': {
    section: 'managed',
    known: governed({
      ...POLICY,
      colour: 'red',
      maximumSessionHours: '12',
      allowedSites: [{ origin: 'https://*.acme.example', accessToken: true }, ...POLICY.allowedSites],
    }),
  },
  'pools-of-the-organisation': { section: 'pools', known: { stored: [{ ...withLogin, source: 'policy' }] } },
  about: { section: 'about' },
  'about-published': { section: 'about', build: { homepage: 'https://example.org/shared-session' } },
}
