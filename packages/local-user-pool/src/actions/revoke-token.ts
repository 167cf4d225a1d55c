import { errors } from '../errors.ts'
import { checkClientSecret } from '../sign-in/client-secret.ts'
import type { Action } from './action.ts'

/** A JWT has three parts; the pool's refresh tokens have five. */
function looksLikeJwt(token: string): boolean {
  return token.split('.').length === 3
}

/** Ends one sign-in: its refresh token and the access tokens made with it. An unknown token counts as revoked (RFC 7009 section 2.2). */
export const revokeToken: Action = (pool, parameters) => {
  const token = parameters.required('Token')
  const client = pool.clients.usable(parameters.required('ClientId'))
  checkClientSecret(client, parameters.optional('ClientSecret'), errors.revokeSecret)
  if (!client.revocation) throw errors.revocationDisabled()
  if (looksLikeJwt(token)) throw errors.tokenType()
  const known = pool.refreshTokens.find(token)
  if (known === undefined) return {}
  if (known.family.clientId !== client.id) throw errors.revokeOther()
  pool.refreshTokens.revoke(known.family, pool.clock.now())
  return {}
}
