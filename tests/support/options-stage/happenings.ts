import type { ActivityEntry, EndedBy, Happening } from '../../../src/contract/activity.ts'
import {
  accessClaims,
  ada,
  grace,
  grant,
  hostileClaims,
  idClaims,
  NOW,
  origin,
  signInReasons,
} from '../popup-stage/people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const reports = grant.origin
const billing = origin('https://billing.acme.example')
const portal = origin('https://portal.acme.example')
const account = ada.account

/** So long before the stage's one moment. */
const before = (ago: number, happening: Happening): ActivityEntry => ({ ...happening, at: NOW - ago })

const delivered: Extract<Happening, { kind: 'delivered' }> = {
  kind: 'delivered',
  origin: reports,
  account,
  claims: ['email', 'name', 'sub'],
  idToken: String(idClaims['jti']),
  until: NOW + 42 * MINUTE,
}
const refreshed = { kind: 'refreshed', account, by: 'alarm', late: 4_000, rotated: true } as const

/** A day as it is, and the evening before it. */
export const twoDays: readonly ActivityEntry[] = [
  before(15 * HOUR, { kind: 'started' }),
  before(15 * HOUR - 2_000, { kind: 'signInNeeded', account, reason: 'revoked' }),
  before(14 * HOUR, { kind: 'refused', origin: billing }),
  before(3 * HOUR, { kind: 'started' }),
  before(3 * HOUR - MINUTE, { kind: 'signedIn', account }),
  before(3 * HOUR - 2 * MINUTE, { kind: 'allowed', origin: reports, account, gives: grant.gives }),
  before(3 * HOUR - 2 * MINUTE, { ...delivered, idToken: 'earlier', until: NOW - 2 * HOUR }),
  before(2 * HOUR, { kind: 'started' }),
  before(2 * HOUR - MINUTE, { ...refreshed }),
  before(100 * MINUTE, {
    kind: 'refreshFailed',
    account,
    by: 'question',
    code: 'NetworkError',
    retryAt: NOW - 99 * MINUTE,
  }),
  before(98 * MINUTE, {
    kind: 'refreshFailed',
    account,
    by: 'question',
    code: 'NetworkError',
    retryAt: NOW - 90 * MINUTE,
  }),
  before(30 * MINUTE, { kind: 'slept', length: 68 * MINUTE }),
  before(30 * MINUTE, { ...refreshed, late: 22 * MINUTE }),
  before(20 * MINUTE, { kind: 'started' }),
  before(19 * MINUTE, { ...delivered }),
  before(12 * MINUTE, { kind: 'started' }),
  before(12 * MINUTE, { ...delivered }),
  before(8 * MINUTE, { kind: 'copied', account, idToken: String(idClaims['jti']), until: NOW + 42 * MINUTE }),
  before(5 * MINUTE, { kind: 'started' }),
  before(4 * MINUTE, { ...delivered }),
]

const endedBy: Record<EndedBy, true> = { person: true, site: true, time: true, tab: true, browser: true }
const refreshedBy = ['alarm', 'question', 'person', 'start', 'network'] as const

const kinds: readonly Happening[] = [
  { kind: 'started' },
  { kind: 'slept', length: 40 * MINUTE },
  { kind: 'clockSetBack', length: 2 * HOUR },
  { kind: 'signedIn', account },
  { kind: 'signedIn', account: grace.account },
  ...refreshedBy.map((by): Happening => ({ kind: 'refreshed', account, by, rotated: false })),
  { kind: 'refreshed', account, rotated: true },
  { ...refreshed, late: 12 * MINUTE },
  ...['NetworkError', 'TooManyRequestsException', 'SomethingNew'].map((code): Happening => ({
    kind: 'refreshFailed',
    account,
    by: 'alarm',
    code,
    retryAt: NOW,
  })),
  ...signInReasons.map((reason): Happening => ({ kind: 'signInNeeded', account: grace.account, reason })),
  { kind: 'signedOut', account, by: 'person' },
  { kind: 'signedOut', account, by: 'site', origin: billing },
  { kind: 'signedOut', account, by: 'poolChanged' },
  { kind: 'signedOut', account },
  { kind: 'allowed', origin: reports, account, gives: grant.gives, until: NOW + 30 * 24 * HOUR },
  ...(Object.keys(endedBy) as EndedBy[]).map((by): Happening => ({ kind: 'ended', origin: reports, by })),
  { kind: 'refused', origin: billing },
  { ...delivered, accessToken: String(accessClaims['jti']) },
  {
    kind: 'delivered',
    origin: billing,
    account,
    claims: [],
    accessToken: '',
    until: NOW + 25 * HOUR,
  },
  { ...delivered, claims: Array.from({ length: 20 }, (_, at) => `custom:claim-${at}`) },
  { ...delivered, origin: portal },
  { kind: 'copied', account, idToken: String(idClaims['jti']), until: NOW + 42 * MINUTE },
  { kind: 'copied', account: grace.account, accessToken: '', until: NOW + 25 * HOUR },
  { kind: 'drawn' },
]
/** Everything that can be noted, with each of its causes. */
export const eachKind = kinds.map((happening, at) => before(4 * HOUR - at * MINUTE, happening))

/** Names that are long, look like others, or would turn the line. */
export const hostileNames: readonly ActivityEntry[] = [
  origin('https://аcme.example'),
  origin(`https://${'long-name-'.repeat(6)}a.${'b'.repeat(60)}.${'c'.repeat(60)}.example`),
  origin('http://localhost:5173'),
  reports,
].flatMap((site, at): ActivityEntry[] => [
  before(HOUR - at * MINUTE, { kind: 'signedOut', account, by: 'site', origin: site }),
  before(HOUR - at * MINUTE, {
    ...delivered,
    origin: site,
    claims: Object.keys(hostileClaims),
    idToken: '\u202Egnp.live',
  }),
  before(HOUR - at * MINUTE, { kind: 'signedIn', account }),
])

/** As much as there is room for. */
export function full(): ActivityEntry[] {
  return Array.from({ length: 4_800 }, (_, at) =>
    before(
      (4_800 - at) * 11 * MINUTE,
      at % 3 === 0 ? { ...refreshed } : { ...delivered, idToken: `token-${at}` },
    ),
  )
}
