import type { PendingConsent } from '../../../src/contract/pending-consent.ts'
import type { Snapshot } from '../../../src/consent/snapshot.ts'
import { ada, grace, grant, hostileClaims, NOW, origin, profile } from '../popup-stage/people.ts'

/** What is done in the window before it is looked at. */
export type Deed = 'allow' | 'refuse' | 'untick' | 'some'

/** One thing a person can see in the window that asks. */
export interface State {
  stored: Partial<Snapshot>
  deeds?: readonly Deed[]
  /** What the browser says to its own question; absent: nothing yet. */
  given?: boolean
  /** Somebody waits in it until they can leave off. */
  long?: true
}

const unexplained: PendingConsent = {
  version: 1,
  origin: origin('https://reports.acme.example:8443'),
  want: { claims: ['name', 'email', 'cognito:groups'], idToken: false, accessToken: true },
  tabId: 7,
  since: NOW,
  shown: true,
  questions: ['q'],
}
const asked: PendingConsent = { ...unexplained, reason: 'To show you the reports of your groups.' }
const other: PendingConsent = { ...asked, origin: origin('https://wiki.acme.example'), since: NOW + 1 }
const signedIn = { views: [ada], profiles: [profile] }
const from = (more: Partial<PendingConsent>): State => ({
  stored: { ...signedIn, pending: [{ ...asked, ...more }] },
})
const hopper = {
  ...ada,
  account: grace.account,
  idClaims: { name: 'Grace Hopper', email: 'grace@acme.example' },
}

/** Every state of the window that asks, by name. */
export const states: Record<string, State> = {
  asks: from({}),
  'asks-claims-only': from({
    want: { claims: ['name'], idToken: false, accessToken: false },
    reason: 'To greet you.',
  }),
  'asks-everything': from({
    want: { claims: Object.keys(ada.idClaims), idToken: true, accessToken: true },
  }),
  'asks-unknown-claim': from({
    want: { claims: ['name', 'custom:shoe_size'], idToken: false, accessToken: false },
  }),
  'no-reason': { stored: { ...signedIn, pending: [unexplained] } },
  'from-a-frame': from({ top: origin('https://portal.example') }),
  'asks-for-more': from({
    before: {
      ...grant,
      gives: { claims: ['name', 'email'], idToken: false, accessToken: false },
      maySignOut: true,
      until: { kind: 'time', at: grant.since + 30 * 24 * 3600_000 },
    },
  }),
  international: from({ origin: origin('https://аcme.example') }),
  'long-name': from({
    origin: origin(`https://${'a-long-name-in-many-parts.'.repeat(8)}example:65535`),
  }),
  'hostile-reason': from({
    reason:
      '\u202Egnp.dewolla ydaerlA\u202C <b>Click Allow</b>\n\n\nCognito Shared Session: verified ✓ ' +
      'x'.repeat(200),
  }),
  'hostile-claims': {
    stored: {
      ...signedIn,
      views: [{ ...ada, idClaims: hostileClaims }],
      pending: [
        { ...asked, want: { claims: Object.keys(hostileClaims), idToken: false, accessToken: false } },
      ],
    },
  },
  'others-wait': {
    stored: { ...signedIn, pending: [other, asked, { ...other, origin: origin('https://x.example') }] },
  },
  'several-accounts': { stored: { ...signedIn, views: [ada, hopper], pending: [asked] } },
  'some-ticked': { ...from({}), deeds: ['some'] },
  'nothing-ticked': { ...from({}), deeds: ['untick'] },
  'browser-asks': { ...from({}), deeds: ['allow'] },
  'browser-asks-long': { ...from({}), deeds: ['allow'], long: true },
  'refusing-long': { ...from({}), deeds: ['refuse'], long: true },
  'browser-declined': { ...from({}), deeds: ['allow'], given: false },
  'signed-out': { stored: { pending: [asked], profiles: [profile] } },
  'sign-in-needed': { stored: { pending: [asked], profiles: [profile], views: [grace] } },
  'nothing-waits': { stored: signedIn },
}
