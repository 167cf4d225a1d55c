import { createHash } from 'node:crypto'
import { toSeconds } from '../clock.ts'
import { signJwt } from '../crypto/jwt.ts'
import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import type { RefreshFamily } from '../store/refresh-tokens.ts'
import type { User } from '../store/user.ts'
import { accessClaims, idClaims } from './claims.ts'
import type { TokenSubject } from './claims.ts'

/** The scope of every token that comes from the API rather than from managed login. */
export const API_SCOPE = 'aws.cognito.signin.user.admin'

/** As the API names its members. */
export interface AuthenticationResult {
  AccessToken: string
  ExpiresIn: number
  /** Absent where managed login was not asked for the scope openid. */
  IdToken?: string
  NewDeviceMetadata?: { DeviceGroupKey: string; DeviceKey: string }
  RefreshToken?: string
  TokenType: 'Bearer'
}

/** OpenID Connect Core section 3.1.3.6: the left half of the access token's hash. */
function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

function freshTokens(pool: Pool, subject: TokenSubject, nonce?: string): AuthenticationResult {
  const { client, family } = subject
  const AccessToken = signJwt(accessClaims(pool, subject), pool.keys.access)
  const tokens = { AccessToken, ExpiresIn: client.accessTokenSeconds, TokenType: 'Bearer' } as const
  if (family.managedLogin !== true)
    return { ...tokens, IdToken: signJwt(idClaims(pool, subject), pool.keys.id) }
  if (!family.scope.split(' ').includes('openid')) return tokens
  const extra = { at_hash: accessTokenHash(AccessToken), ...(nonce === undefined ? {} : { nonce }) }
  return { ...tokens, IdToken: signJwt({ ...idClaims(pool, subject), ...extra }, pool.keys.id) }
}

/** The tokens of a new sign-in. */
export function signInTokens(
  pool: Pool,
  user: User,
  client: Client,
  deviceKey: string | undefined,
): AuthenticationResult {
  const now = pool.clock.now()
  const family = pool.refreshTokens.open({
    clientId: client.id,
    sub: user.sub,
    authTime: toSeconds(now),
    scope: API_SCOPE,
    ...(deviceKey === undefined ? {} : { deviceKey }),
  })
  const refreshToken = pool.refreshTokens.issue(family, now, now + client.refreshTokenSeconds * 1000)
  return { ...freshTokens(pool, { user, client, family }), RefreshToken: refreshToken }
}

/** What a person agreed to on the login pages. */
export interface CodeGrant {
  scopes: readonly string[]
  nonce: string | undefined
  /** Seconds. */
  authTime: number
}

/** The tokens for an authorization code. */
export function codeTokens(pool: Pool, user: User, client: Client, grant: CodeGrant): AuthenticationResult {
  const now = pool.clock.now()
  const { authTime, scopes, nonce } = grant
  const scope = scopes.join(' ')
  const family = pool.refreshTokens.open({
    clientId: client.id,
    sub: user.sub,
    authTime,
    scope,
    managedLogin: true,
  })
  const refreshToken = pool.refreshTokens.issue(family, now, now + client.refreshTokenSeconds * 1000)
  return { ...freshTokens(pool, { user, client, family }, nonce), RefreshToken: refreshToken }
}

/** What a client shows to get new tokens. */
export interface Presented {
  refreshToken: string
  deviceKey: string | undefined
}

/** With device tracking a refresh token serves on its device only, and only once the device is confirmed. */
function checkDevice(user: User, { deviceKey }: RefreshFamily, presented: string | undefined): void {
  if (deviceKey === undefined) return
  const device = user.devices.find(({ key }) => key === deviceKey)
  if (presented !== deviceKey || device?.verifier === undefined) throw errors.refreshTokenInvalid()
}

/** Tokens for a refresh token; with rotation a new refresh token is among them. */
export function refreshedTokens(
  pool: Pool,
  client: Client,
  { refreshToken, deviceKey }: Presented,
): AuthenticationResult {
  const now = pool.clock.now()
  const known = pool.refreshTokens.usable(refreshToken, client, now)
  const user = pool.users.bySub(known.family.sub)
  if (user === undefined) throw errors.userNotFound()
  if (!user.enabled) throw errors.userDisabled()
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  checkDevice(user, known.family, deviceKey)
  const next = pool.refreshTokens.use(known, client, now)
  const tokens = freshTokens(pool, { user, client, family: known.family })
  return next === undefined ? tokens : { ...tokens, RefreshToken: next }
}
