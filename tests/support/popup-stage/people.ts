import type { SignInReason } from '@cognito-shared-session/page-sdk/protocol'
import { accountIdOf, originOf, profileIdOf, type Origin } from '../../../src/contract/identity.ts'
import type { Grant } from '../../../src/contract/grant.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import type { SessionViewRecord, SignedInView } from '../../../src/contract/view.ts'

/** The stage's one moment. */
export const NOW = Date.parse('2026-03-14T09:26:53Z')
const MINUTE = 60_000
const seconds = (at: number) => Math.floor(at / 1000)

const pool = { poolId: 'eu-west-1_aBcDeFgHi', clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m' }
export const profile: Profile = {
  version: 1,
  id: profileIdOf(pool),
  source: 'preset',
  name: 'Acme Staff',
  ...pool,
}
const otherPool = { poolId: 'us-east-1_ZyXwVuTsR', clientId: '7z8y7x6w5v4u3t2s1r0q9p8o7n' }
export const otherProfile: Profile = {
  version: 1,
  id: profileIdOf(otherPool),
  source: 'person',
  name: 'Acme Customers (test)',
  ...otherPool,
}

const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${pool.poolId}`
const sub = '3f1c9a52-70e1-7003-9d2b-5a0c8b1e44d7'
const issuedAt = NOW - 18 * MINUTE

export const idClaims: Record<string, unknown> = {
  sub,
  'cognito:groups': ['Editors', 'Billing', 'on-call'],
  email_verified: true,
  phone_number_verified: false,
  iss: issuer,
  'cognito:username': 'ada',
  origin_jti: '1f6d0a3e-62d4-4b7e-8a5d-1c1d2f0f6a11',
  aud: pool.clientId,
  event_id: '9bb6a4f5-6a39-4a55-a1b7-20a4a3f0b9f2',
  token_use: 'id',
  auth_time: seconds(NOW - 3 * 3600_000),
  name: 'Ada Lovelace',
  phone_number: '+441234567890',
  'custom:department': 'Analytical Engines',
  exp: seconds(issuedAt + 60 * MINUTE),
  iat: seconds(issuedAt),
  jti: 'b5b1c2c2-3f04-4d2e-93b5-6f1d8a7c9e10',
  email: 'ada@acme.example',
  'https://acme.example/plan': { tier: 'gold', seats: 12 },
}

export const accessClaims: Record<string, unknown> = {
  sub,
  'cognito:groups': ['Editors', 'Billing', 'on-call'],
  iss: issuer,
  version: 2,
  client_id: pool.clientId,
  origin_jti: '1f6d0a3e-62d4-4b7e-8a5d-1c1d2f0f6a11',
  token_use: 'access',
  scope: 'aws.cognito.signin.user.admin openid email reports/read',
  auth_time: seconds(NOW - 3 * 3600_000),
  exp: seconds(issuedAt + 60 * MINUTE),
  iat: seconds(issuedAt),
  jti: '0d7a8a1c-6f1f-4b1c-8a1e-2a1b3c4d5e6f',
  username: 'ada',
}

export const ada: SignedInView = {
  version: 1,
  state: 'signedIn',
  account: accountIdOf({ issuer, clientId: pool.clientId, sub }),
  profile: profile.id,
  generation: 3,
  username: 'ada',
  idClaims,
  accessClaims,
  issuedAt,
  idExpiresAt: issuedAt + 60 * MINUTE,
  accessExpiresAt: issuedAt + 60 * MINUTE,
  clockDrift: 0,
  sizes: { id: 1184, access: 1062 },
  canRefresh: true,
  refreshing: false,
  signature: { state: 'verified' },
  jitter: 0.5,
}

/** What Ada's tokens said an hour before, of which the last refresh changed a few things. */
const before = {
  iat: seconds(issuedAt) - 3600,
  exp: seconds(issuedAt),
  jti: '2c5e9a10-0000-4d2e-93b5-6f1d8a7c9e10',
}
const { email_verified: _new, ...known } = idClaims
export const refreshed: SignedInView = {
  ...ada,
  former: {
    idClaims: {
      ...known,
      ...before,
      'cognito:groups': ['Editors', 'on-call'],
      'custom:desk': 'B 12',
      'https://acme.example/plan': { tier: 'silver', seats: 12 },
    },
    accessClaims: { ...accessClaims, ...before, 'cognito:groups': ['Editors', 'on-call'] },
  },
}

export const grace: SessionViewRecord = {
  version: 1,
  state: 'signInNeeded',
  account: accountIdOf({ issuer, clientId: pool.clientId, sub: 'grace' }),
  profile: profile.id,
  generation: 8,
  username: 'grace',
  reason: 'revoked',
}

/** Claims that somebody wrote to mislead, to break out, or to be too much. */
export const hostileClaims: Record<string, unknown> = {
  ...idClaims,
  name: 'Ada\u202Egnp.live\u202C <img src=x onerror="document.title=1">',
  email: '<script>document.title = 2</script>@acme.example',
  'cognito:groups': ['Ed\u200Bitors', '\u2066Admins\u2069', '<b>bold</b>', 'x'.repeat(300)],
  'custom:controls': 'bell \u0007 null \u0000 tab \t end',
  'custom:long': 'Lorem ipsum dolor sit amet. '.repeat(40_000),
  'custom:rtl': 'مرحبا بالعالم',
  'custom:family': '👩‍👩‍👧‍👦 ❤️',
  'custom:nested': { a: [1, { b: '\u202E' }], c: null },
  'custom:lonely\uD800surrogate': 'half a character',
  __proto__x: 'harmless',
  exp: 'never',
  iat: 1e300,
}

export function origin(address: string): Origin {
  const origin = originOf(address)
  if (origin === undefined) throw new Error(`${address} has no origin that a grant can name.`)
  return origin
}

export const grant: Grant = {
  version: 2,
  origin: origin('https://reports.acme.example:8443'),
  gives: { claims: Object.keys(idClaims), idToken: true, accessToken: true },
  account: ada.account,
  frames: [],
  maySignOut: false,
  since: NOW - 9 * 24 * 3600_000,
  until: { kind: 'revoked' },
  lastUsed: NOW - 4 * MINUTE,
}

const reasons: Record<SignInReason, true> = {
  revoked: true,
  reused: true,
  rotationLost: true,
  userGone: true,
  userDisabled: true,
  unconfirmed: true,
  passwordReset: true,
  clientGone: true,
  expired: true,
  sessionLimit: true,
  damaged: true,
}

/** Every reason for which a session ends by itself. */
export const signInReasons = Object.keys(reasons) as SignInReason[]
