import { JwtToken } from './jwt-token.ts'
import type { TokenTimes } from './record.ts'
import { asAccessTokenClaims } from './token-claims.ts'
import type { AccessTokenClaims } from './token-claims.ts'

/**
 * What the bearer may do (RFC 6750).
 *
 * @example
 * fetch(url, { headers: { Authorization: `Bearer ${accessToken.getJwtToken()}` } })
 */
export class CognitoAccessToken extends JwtToken<AccessTokenClaims> {
  /** @param times known times of this very token, which spare the decoding */
  constructor(parameters: { AccessToken: string }, times?: TokenTimes) {
    super(parameters?.AccessToken ?? '', times)
  }

  protected claimsOf(payload: Record<string, unknown>): AccessTokenClaims {
    return asAccessTokenClaims(payload)
  }
}
