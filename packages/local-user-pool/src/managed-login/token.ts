import { createHash } from 'node:crypto'
import type { Reply } from '../http/reply.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import { codeTokens, refreshedTokens } from '../tokens/authentication-result.ts'
import type { AuthenticationResult } from '../tokens/authentication-result.ts'
import type { IssuedCode } from './login-store.ts'
import { OAuthError, oauthClient, oauthReply, withOAuthErrors } from './oauth-client.ts'
import type { WebRequest } from './web-request.ts'

/** RFC 7636 section 4.6: a code that was asked for with a challenge needs its verifier, and the other way round. */
function verifierFits({ request }: IssuedCode, verifier: string | null): boolean {
  if (request.codeChallenge === undefined || verifier === null) {
    return request.codeChallenge === undefined && verifier === null
  }
  return createHash('sha256').update(verifier).digest('base64url') === request.codeChallenge
}

function takeCode(pool: Pool, client: Client, form: URLSearchParams): IssuedCode {
  const text = form.get('code') ?? ''
  const code = pool.login.codes.find(text, pool.clock.now())
  pool.login.codes.remove(text)
  const { request } = code ?? {}
  if (code === undefined || request?.clientId !== client.id) throw new OAuthError('invalid_grant')
  if (form.get('redirect_uri') !== request.redirectUri) throw new OAuthError('invalid_grant')
  if (!verifierFits(code, form.get('code_verifier'))) throw new OAuthError('invalid_grant')
  return code
}

function byCode(pool: Pool, client: Client, form: URLSearchParams): AuthenticationResult {
  const { sub, authTime, request } = takeCode(pool, client, form)
  const user = pool.users.bySub(sub)
  if (user?.enabled !== true) throw new OAuthError('invalid_grant')
  const { scopes, nonce } = request
  return codeTokens(pool, user, client, { scopes, nonce, authTime })
}

function tokens(pool: Pool, web: WebRequest): AuthenticationResult {
  const client = oauthClient(pool, web)
  const grant = web.form.get('grant_type')
  if (grant === 'authorization_code') return byCode(pool, client, web.form)
  if (grant !== 'refresh_token')
    throw new OAuthError(grant === null ? 'invalid_request' : 'unsupported_grant_type')
  const refreshToken = web.form.get('refresh_token') ?? ''
  return refreshedTokens(pool, client, { refreshToken, deviceKey: undefined })
}

/** /oauth2/token. */
export function tokenEndpoint(pool: Pool, web: WebRequest): Reply {
  return withOAuthErrors(() => {
    const { AccessToken, IdToken, RefreshToken, ExpiresIn } = tokens(pool, web)
    return oauthReply(200, {
      ...(IdToken === undefined ? {} : { id_token: IdToken }),
      access_token: AccessToken,
      ...(RefreshToken === undefined ? {} : { refresh_token: RefreshToken }),
      expires_in: ExpiresIn,
      token_type: 'Bearer',
    })
  })
}
