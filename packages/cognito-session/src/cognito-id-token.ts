import { JwtToken } from './jwt-token.ts'
import type { TokenTimes } from './record.ts'
import { asIdTokenClaims } from './token-claims.ts'
import type { IdTokenClaims } from './token-claims.ts'

/**
 * Who signed in (OpenID Connect).
 *
 * @example
 * new CognitoIdToken({ IdToken: 'eyJ…' }).payload.email
 */
export class CognitoIdToken extends JwtToken<IdTokenClaims> {
  /** @param times known times of this very token, which spare the decoding */
  constructor(parameters: { IdToken: string }, times?: TokenTimes) {
    super(parameters?.IdToken ?? '', times)
  }

  protected claimsOf(payload: Record<string, unknown>): IdTokenClaims {
    return asIdTokenClaims(payload)
  }
}
