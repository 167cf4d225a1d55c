/**
 * The claims of a decoded payload. What Cognito documents is what the types say; a token that somebody else made
 * may lack any of them.
 */
export function asIdTokenClaims(payload: Record<string, unknown>): IdTokenClaims {
  return payload as IdTokenClaims
}

export function asAccessTokenClaims(payload: Record<string, unknown>): AccessTokenClaims {
  return payload as AccessTokenClaims
}

/** A moment in a token: a number in the old library's types, `undefined` at run time for a malformed token. */
export function asMoment(value: unknown): number {
  return value as number
}

/** Claims that both tokens carry (RFC 7519 and Cognito's documentation). Times are in seconds. */
export interface TokenClaims {
  /** The user's unchanging id in the pool. */
  sub: string
  iss: string
  /** When the person signed in. */
  auth_time: number
  exp: number
  iat: number
  /** One for a sign-in and its refreshes; tokens that have it can be revoked. */
  origin_jti?: string
  jti?: string
  event_id?: string
  'cognito:groups'?: string[]
  /** Any other claim; what JSON can hold. */
  [claim: string]: ReturnType<typeof JSON.parse>
}

export interface IdTokenClaims extends TokenClaims {
  token_use: 'id'
  /** The app client's id. */
  aud: string
  'cognito:username': string
  email?: string
  email_verified?: boolean
}

export interface AccessTokenClaims extends TokenClaims {
  token_use: 'access'
  client_id: string
  username: string
  scope?: string
}
