import { CognitoAccessToken } from './cognito-access-token.ts'
import { CognitoIdToken } from './cognito-id-token.ts'
import { CognitoRefreshToken } from './cognito-refresh-token.ts'
import { CognitoUserSession } from './cognito-user-session.ts'
import type { Clock } from './ports.ts'
import { asObject } from './record-text.ts'
import { toSeconds } from './time.ts'
import type { JsonObject } from './transport.ts'

/** The tokens of Cognito's `AuthenticationResult`. An empty or null token counts as absent. */
export interface FreshTokens {
  idToken: string | undefined
  accessToken: string | undefined
  refreshToken: string | undefined
}

export function freshTokens(answer: JsonObject): FreshTokens {
  const result = asObject(answer['AuthenticationResult'])
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    idToken: text(result['IdToken']),
    accessToken: text(result['AccessToken']),
    refreshToken: text(result['RefreshToken']),
  }
}

/**
 * The session of tokens that came from Cognito this moment, which tells how far the local clock is off.
 * Undefined where a token is missing or malformed.
 */
export function freshSession(
  tokens: FreshTokens,
  refreshToken: string | undefined,
  clock: Clock,
): CognitoUserSession | undefined {
  const IdToken = new CognitoIdToken({ IdToken: tokens.idToken ?? '' })
  const AccessToken = new CognitoAccessToken({ AccessToken: tokens.accessToken ?? '' })
  const times = [IdToken, AccessToken].flatMap((token) => [token.getExpiration(), token.getIssuedAt()])
  if (!times.every(Number.isFinite) || typeof IdToken.payload.sub !== 'string') return undefined
  const RefreshToken =
    refreshToken === undefined ? undefined : new CognitoRefreshToken({ RefreshToken: refreshToken })
  const ClockDrift = toSeconds(clock.now()) - Math.min(IdToken.getIssuedAt(), AccessToken.getIssuedAt())
  return new CognitoUserSession({ IdToken, AccessToken, RefreshToken, ClockDrift }, clock)
}
