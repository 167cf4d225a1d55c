import { ServiceError } from '../errors.ts'
import type { Reply } from '../http/reply.ts'
import { Parameters } from '../parameters.ts'
import { revokeToken } from '../actions/revoke-token.ts'
import type { Pool } from '../pool.ts'
import { authorizeToken } from '../tokens/authorize.ts'
import { authorizeEndpoint, browserCookie, strangerReply } from './authorize.ts'
import { redirect } from './html.ts'
import { loginEndpoint } from './login.ts'
import { OAuthError, oauthClient, oauthReply, withOAuthErrors } from './oauth-client.ts'
import { tokenEndpoint } from './token.ts'
import type { WebRequest } from './web-request.ts'

/** /oauth2/userInfo: the attributes, all of them strings, for an access token with the scope openid. */
function userInfoEndpoint(pool: Pool, { authorization }: WebRequest): Reply {
  return withOAuthErrors(() => {
    try {
      const { user } = authorizeToken(pool, authorization?.replace(/^Bearer /, '') ?? '', 'openid')
      return oauthReply(200, { sub: user.sub, ...user.attributes, username: user.username })
    } catch (error) {
      if (error instanceof ServiceError) throw new OAuthError('invalid_token', 401)
      throw error
    }
  })
}

const refusals: Record<string, string> = {
  UnauthorizedException: 'invalid_grant',
  UnsupportedOperationException: 'invalid_request',
  UnsupportedTokenTypeException: 'unsupported_token_type',
}

/** /oauth2/revoke: RevokeToken under another name. */
function revokeEndpoint(pool: Pool, web: WebRequest): Reply {
  return withOAuthErrors(() => {
    const { id, secret } = oauthClient(pool, web)
    try {
      revokeToken(pool, new Parameters({ ClientId: id, ClientSecret: secret, Token: web.form.get('token') }))
    } catch (error) {
      const code = error instanceof ServiceError ? refusals[error.type] : undefined
      throw new OAuthError(code ?? 'invalid_request')
    }
    return oauthReply(200, undefined)
  })
}

/** /logout: forgets the browser and goes where the client's sign-out addresses allow, or to the login page. */
function logoutEndpoint(pool: Pool, { url, cookies }: WebRequest): Reply {
  const query = url.searchParams
  const client = pool.clients.all().find(({ id }) => id === query.get('client_id'))
  const logoutUri = query.get('logout_uri')
  if (client === undefined) return strangerReply('Client does not exist')
  if (logoutUri !== null && !client.logoutUrls.includes(logoutUri))
    return strangerReply('logout_uri mismatch')
  if (logoutUri === null && !query.has('redirect_uri'))
    return strangerReply('Required String parameter is missing')
  pool.login.browsers.remove(cookies.get(browserCookie) ?? '')
  const gone = { 'set-cookie': `${browserCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` }
  return redirect(logoutUri ?? `/login${url.search}`, gone)
}

export interface Endpoint {
  /** The name under which calls are counted and faults strike. */
  operation: string
  methods: readonly string[]
  serve: (pool: Pool, web: WebRequest) => Reply
}

/** The pages and endpoints of managed login, by path. */
export const endpoints = new Map<string, Endpoint>([
  ['/oauth2/authorize', { operation: 'authorize', methods: ['GET'], serve: authorizeEndpoint }],
  ['/login', { operation: 'login', methods: ['GET', 'POST'], serve: loginEndpoint }],
  ['/oauth2/token', { operation: 'token', methods: ['POST'], serve: tokenEndpoint }],
  ['/oauth2/revoke', { operation: 'revoke', methods: ['POST'], serve: revokeEndpoint }],
  ['/oauth2/userInfo', { operation: 'userInfo', methods: ['GET', 'POST'], serve: userInfoEndpoint }],
  ['/logout', { operation: 'logout', methods: ['GET'], serve: logoutEndpoint }],
])
