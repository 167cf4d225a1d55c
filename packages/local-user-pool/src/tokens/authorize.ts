import { toSeconds } from '../clock.ts'
import { verifyJwt } from '../crypto/jwt.ts'
import type { Claims } from '../crypto/jwt.ts'
import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { RefreshFamily } from '../store/refresh-tokens.ts'
import type { User } from '../store/user.ts'
import { API_SCOPE } from './authentication-result.ts'

export interface Authorized {
  user: User
  family: RefreshFamily
  claims: Claims
}

/** Who an access token speaks for. Signature, issuer, purpose, expiry, revocation and scope are checked. */
export function authorizeToken(pool: Pool, accessToken: string, scope: string): Authorized {
  const claims = verifyJwt(accessToken, pool.keys.access)
  if (claims === undefined || claims.iss !== pool.issuer || claims.token_use !== 'access') {
    throw errors.accessTokenInvalid()
  }
  if (typeof claims.exp !== 'number' || claims.exp <= toSeconds(pool.clock.now()))
    throw errors.accessTokenExpired()
  const family = pool.refreshTokens.byEvent(claims.event_id)
  if (family === undefined || family.revokedAt !== undefined) throw errors.accessTokenRevoked()
  if (!String(claims.scope).split(' ').includes(scope)) throw errors.accessTokenScope()
  const user = pool.users.bySub(family.sub)
  if (user === undefined) throw errors.userNotFound()
  if (!user.enabled) throw errors.userDisabled()
  return { user, family, claims }
}

/** Who an access token speaks for, at an operation of the API. */
export function authorize(pool: Pool, accessToken: string): Authorized {
  return authorizeToken(pool, accessToken, API_SCOPE)
}
