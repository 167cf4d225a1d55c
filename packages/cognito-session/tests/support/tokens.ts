import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import type { ICognitoUserSessionData } from '@cognito-shared-session/cognito-session'

/** The moment at which unit tests begin: seconds and milliseconds since 1970. */
export const startSeconds = 1_800_000_000
export const start = startSeconds * 1000

export function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}.c2lnbmF0dXJl`
}

export interface Life {
  sub?: string
  /** Seconds since 1970. */
  iat?: number
  /** Seconds. */
  life?: number
  /** Null: tokens that cannot be revoked. */
  origin?: string | null
}

export interface TokenTexts {
  IdToken: string
  AccessToken: string
}

let serial = 0

/** A pair of tokens as Cognito issues them; no two pairs are the same. */
export function tokenPair({
  sub = 'sub-ann',
  iat = startSeconds,
  life = 3600,
  origin = 'origin-1',
}: Life = {}): TokenTexts {
  serial += 1
  const common = {
    sub,
    iat,
    exp: iat + life,
    auth_time: iat,
    event_id: `event-${serial}`,
    iss: 'https://issuer',
  }
  const revocable = origin === null ? {} : { origin_jti: origin }
  return {
    IdToken: jwt({ ...common, ...revocable, token_use: 'id', aud: 'client1', 'cognito:username': 'ann' }),
    AccessToken: jwt({ ...common, ...revocable, token_use: 'access', client_id: 'client1', username: 'ann' }),
  }
}

export function sessionWith(
  life: Life & { refreshToken?: string | undefined; drift?: number } = {},
): CognitoUserSession {
  const pair = tokenPair(life)
  const data: ICognitoUserSessionData = {
    IdToken: new CognitoIdToken(pair),
    AccessToken: new CognitoAccessToken(pair),
    ClockDrift: life.drift,
  }
  const refreshToken = 'refreshToken' in life ? life.refreshToken : 'refresh-1'
  if (refreshToken !== undefined) data.RefreshToken = new CognitoRefreshToken({ RefreshToken: refreshToken })
  return new CognitoUserSession(data)
}
