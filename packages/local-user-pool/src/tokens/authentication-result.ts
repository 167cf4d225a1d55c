import { toSeconds } from '../clock.ts'
import { signJwt } from '../crypto/jwt.ts'
import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import type { User } from '../store/user.ts'
import { accessClaims, idClaims } from './claims.ts'
import type { TokenSubject } from './claims.ts'

/** The scope of every token that comes from the API rather than from managed login. */
export const API_SCOPE = 'aws.cognito.signin.user.admin'

/** As the API names its members. */
export interface AuthenticationResult {
  AccessToken: string
  ExpiresIn: number
  IdToken: string
  RefreshToken?: string
  TokenType: 'Bearer'
}

function freshTokens(pool: Pool, subject: TokenSubject): AuthenticationResult {
  return {
    AccessToken: signJwt(accessClaims(pool, subject), pool.keys.access),
    ExpiresIn: subject.client.accessTokenSeconds,
    IdToken: signJwt(idClaims(pool, subject), pool.keys.id),
    TokenType: 'Bearer',
  }
}

/** The tokens of a new sign-in. */
export function signInTokens(pool: Pool, user: User, client: Client): AuthenticationResult {
  const now = pool.clock.now()
  const family = pool.refreshTokens.open({
    clientId: client.id,
    sub: user.sub,
    authTime: toSeconds(now),
    scope: API_SCOPE,
  })
  const refreshToken = pool.refreshTokens.issue(family, now, now + client.refreshTokenSeconds * 1000)
  return { ...freshTokens(pool, { user, client, family }), RefreshToken: refreshToken }
}

/** Tokens for a refresh token; with rotation a new refresh token is among them. */
export function refreshedTokens(pool: Pool, refreshToken: string, client: Client): AuthenticationResult {
  const now = pool.clock.now()
  const known = pool.refreshTokens.usable(refreshToken, client, now)
  const user = pool.users.bySub(known.family.sub)
  if (user === undefined) throw errors.userNotFound()
  if (!user.enabled) throw errors.userDisabled()
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  const next = pool.refreshTokens.use(known, client, now)
  const tokens = freshTokens(pool, { user, client, family: known.family })
  return next === undefined ? tokens : { ...tokens, RefreshToken: next }
}
