import type { AuthorizationRequest } from '../contract/messages.ts'
import type { ManagedLogin } from '../contract/profile.ts'

export interface LoginWish {
  /** `none`: without showing anything. `login`: though somebody is signed in there already. */
  prompt?: 'none' | 'login'
  /** Who is meant to sign in, for the form to begin with. */
  loginHint?: string | undefined
  /** The identity provider to go to directly. */
  provider?: string | undefined
}

/**
 * The address of managed login for a request: https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function authorizeAddress(
  { domain, scopes }: ManagedLogin,
  clientId: string,
  redirectUri: string,
  request: AuthorizationRequest,
  { prompt, loginHint, provider }: LoginWish = {},
): string {
  const address = new URL('/oauth2/authorize', domain)
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: [...new Set(['openid', ...scopes])].join(' '),
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...(prompt === undefined ? {} : { prompt }),
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    ...(provider === undefined ? {} : { identity_provider: provider }),
  }).toString()
  return address.href
}

/** Where somebody is signed out of managed login itself, and comes back from. */
export function logoutAddress({ domain }: ManagedLogin, clientId: string, redirectUri: string): string {
  const address = new URL('/logout', domain)
  address.search = new URLSearchParams({ client_id: clientId, logout_uri: redirectUri }).toString()
  return address.href
}
