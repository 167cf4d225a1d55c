import { jwks } from '../crypto/signing-keys.ts'
import type { Pool } from '../pool.ts'
import type { Reply } from './reply.ts'

function cacheable(value: unknown): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=86400' },
    body: JSON.stringify(value),
  }
}

/** OpenID Connect Discovery: Cognito's true issuer, this server's addresses. */
function configuration(pool: Pool, url: string): Record<string, unknown> {
  return {
    authorization_endpoint: `${url}/oauth2/authorize`,
    end_session_endpoint: `${url}/logout`,
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: pool.issuer,
    jwks_uri: `${url}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    revocation_endpoint: `${url}/oauth2/revoke`,
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: `${url}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${url}/oauth2/userInfo`,
  }
}

/** The public documents of the pool, by their path; the name counts the call. */
export function wellKnown(path: string, poolId: string): 'jwks' | 'openid-configuration' | undefined {
  if (path === `/${poolId}/.well-known/jwks.json`) return 'jwks'
  return path === `/${poolId}/.well-known/openid-configuration` ? 'openid-configuration' : undefined
}

export function wellKnownReply(name: 'jwks' | 'openid-configuration', pool: Pool, url: string): Reply {
  return cacheable(name === 'jwks' ? jwks(pool.keys) : configuration(pool, url))
}
