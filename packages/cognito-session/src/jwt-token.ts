import { jwtDecode } from 'jwt-decode'
import type { TokenTimes } from './record.ts'
import { asObject } from './record-text.ts'
import { Redacted } from './redacted.ts'
import { epochSeconds } from './time.ts'
import { asMoment } from './token-claims.ts'
import type { TokenClaims } from './token-claims.ts'

/**
 * A JSON Web Token as Cognito gave it. Nothing is decoded before it is asked for, and no getter throws:
 * a malformed token has an empty payload. Signatures are not checked here.
 */
export abstract class JwtToken<Claims extends TokenClaims = TokenClaims> extends Redacted {
  readonly #jwt: string
  readonly #times: TokenTimes | undefined
  #payload: Claims | undefined

  protected constructor(jwt: string, times?: TokenTimes) {
    super()
    this.#jwt = jwt
    this.#times = times
  }

  get payload(): Claims {
    this.#payload ??= this.decodePayload()
    return this.#payload
  }

  getJwtToken(): string {
    return this.#jwt
  }

  /** Seconds since 1970 (`exp`). At run time `undefined` for a malformed token, whatever the type says. */
  getExpiration(): number {
    return asMoment(this.#times?.expiresAt ?? this.#moment('exp'))
  }

  /** Seconds since 1970 (`iat`). At run time `undefined` for a malformed token, whatever the type says. */
  getIssuedAt(): number {
    return asMoment(this.#times?.issuedAt ?? this.#moment('iat'))
  }

  /** The claims, as an object of the caller's own. A malformed token has none. */
  decodePayload(): Claims {
    return this.claimsOf(decodeClaims(this.#jwt))
  }

  protected abstract claimsOf(payload: Record<string, unknown>): Claims

  #moment(claim: 'exp' | 'iat'): number | undefined {
    const value: unknown = this.payload[claim]
    return typeof value === 'number' ? value : undefined
  }
}

/** Both times of a token, as the record keeps them. */
export function timesOf(token: JwtToken): TokenTimes {
  const moment = (value: number | undefined) => (value === undefined ? null : epochSeconds(value))
  return { issuedAt: moment(token.getIssuedAt()), expiresAt: moment(token.getExpiration()) }
}

function decodeClaims(jwt: string): Record<string, unknown> {
  try {
    return asObject(jwtDecode(jwt))
  } catch {
    return {}
  }
}
