import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'

/** What an app asks for at /oauth2/authorize. */
export interface AuthorizeRequest {
  clientId: string
  redirectUri: string
  scopes: string[]
  state: string | undefined
  nonce: string | undefined
  codeChallenge: string | undefined
  prompt: string | undefined
  loginHint: string | undefined
}

/** An app that cannot be told anything by redirect: it, or its address, is not known. */
export interface Stranger {
  kind: 'stranger'
  reason: string
}

/** An app that is told what is wrong by redirect (RFC 6749 section 4.1.2.1). */
export interface Mistaken {
  kind: 'mistaken'
  location: string
}

export interface Understood {
  kind: 'understood'
  request: AuthorizeRequest
  client: Client
}

/** The app's address with an answer in its query. */
export function answerLocation(redirectUri: string, answer: Record<string, string | undefined>): string {
  const location = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) location.searchParams.append(name, value)
  }
  return location.href
}

function clientOf(pool: Pool, query: URLSearchParams): Client | undefined {
  try {
    return pool.clients.usable(query.get('client_id') ?? '')
  } catch {
    return undefined
  }
}

function mistakeIn(query: URLSearchParams, client: Client, scopes: string[]): [string, string] | undefined {
  if (query.get('response_type') !== 'code')
    return ['unsupported_response_type', 'response_type must be code']
  if (scopes.some((scope) => !client.scopes.includes(scope)))
    return ['invalid_scope', 'a scope is not allowed']
  const provider = query.get('identity_provider')
  if (provider !== null && provider !== 'COGNITO')
    return ['invalid_request', 'identity provider does not exist']
  const method = query.get('code_challenge_method')
  const hasChallenge = query.has('code_challenge')
  if (hasChallenge !== (method !== null)) return ['invalid_request', 'code_challenge needs its method']
  return method === null || method === 'S256'
    ? undefined
    : ['invalid_request', 'code_challenge_method must be S256']
}

/** Reads and checks the query of /oauth2/authorize and /login. */
export function readAuthorizeRequest(pool: Pool, query: URLSearchParams): Mistaken | Stranger | Understood {
  const client = clientOf(pool, query)
  if (client === undefined) return { kind: 'stranger', reason: 'Client does not exist' }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client.callbackUrls.includes(redirectUri)) return { kind: 'stranger', reason: 'redirect_mismatch' }
  const state = query.get('state') ?? undefined
  const asked =
    query
      .get('scope')
      ?.split(' ')
      .filter((scope) => scope !== '') ?? []
  const scopes = asked.length === 0 ? [...client.scopes] : asked
  const mistake = mistakeIn(query, client, scopes)
  if (mistake !== undefined) {
    const [error, error_description] = mistake
    return { kind: 'mistaken', location: answerLocation(redirectUri, { error, error_description, state }) }
  }
  const optional = (name: string): string | undefined => query.get(name) ?? undefined
  const request = {
    clientId: client.id,
    redirectUri,
    scopes,
    state,
    nonce: optional('nonce'),
    codeChallenge: optional('code_challenge'),
    prompt: optional('prompt'),
    loginHint: optional('login_hint'),
  }
  return { kind: 'understood', request, client }
}
