import { CognitoError } from './cognito-error.ts'
import type { CognitoUserPool } from './cognito-user-pool.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { freshSession, freshTokens } from './fresh-tokens.ts'
import { poolContext } from './pool-context.ts'
import { asObject, parseJson } from './record-text.ts'
import { exchange } from './transport.ts'
import type { JsonObject } from './transport.ts'

/** What managed login's answer and the request that it belongs to say together. */
export interface AuthorizationCode {
  /** Managed login's origin: `https://acme.auth.eu-west-1.amazoncognito.com`. */
  domain: string
  code: string
  /** The very one of the authorization request. */
  redirectUri: string
  /** Of PKCE (RFC 7636): the secret whose hash the request carried. */
  verifier: string
  /** What the request carried: the id token must say the same. */
  nonce: string
}

/**
 * Exchanges an authorization code of managed login for a session (RFC 6749, 4.1.3) and compares the id token's
 * `nonce` and the uses of both tokens. The signature is for `verifySession` to check. The session belongs to
 * nobody yet: give it to its user by `setSignInUserSession`.
 *
 * @throws CognitoError `CodeRefused` with the endpoint's own words (a code works once, and for minutes),
 * `ClaimsInvalid`, `InvalidResponse`, `NetworkError`, `Timeout`, `HttpError`
 * @example
 * import { exchangeCode } from '@cognito-shared-session/cognito-session/managed-login'
 * const session = await exchangeCode(pool, { domain, code, redirectUri, verifier, nonce })
 * await verifySession(session, pool, { nonce })
 */
export async function exchangeCode(
  pool: CognitoUserPool,
  { domain, code, redirectUri, verifier, nonce }: AuthorizationCode,
): Promise<CognitoUserSession> {
  const { clientId, ports } = poolContext(pool, undefined)
  const form = {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }
  const answer = await exchange(`${domain}/oauth2/token`, requestOf(form), ports)
  const AuthenticationResult = tokensIn(parseJson(answer.text), answer.response.status)
  const tokens = freshTokens({ AuthenticationResult })
  const session = freshSession(tokens, tokens.refreshToken, ports)
  if (session === undefined) {
    throw new CognitoError('InvalidResponse', 'The tokens are not complete. Is “openid” among the scopes?')
  }
  const [id, access] = [session.getIdToken().payload, session.getAccessToken().payload]
  if (id.nonce === nonce && id.token_use === 'id' && access.token_use === 'access') return session
  throw new CognitoError('ClaimsInvalid', 'The tokens answer another authorization request.')
}

function requestOf(form: Record<string, string>): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(form),
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  }
}

/** The tokens under the names of Cognito's API. */
function tokensIn(body: unknown, status: number): JsonObject {
  const { error, error_description: more, ...tokens } = asObject(body)
  if (typeof error === 'string') {
    throw new CognitoError('CodeRefused', typeof more === 'string' ? `${error}: ${more}` : error, { status })
  }
  if (status !== 200)
    throw new CognitoError('HttpError', `The token endpoint answered ${status}.`, { status })
  return {
    IdToken: tokens['id_token'],
    AccessToken: tokens['access_token'],
    RefreshToken: tokens['refresh_token'],
  }
}
