import type { CognitoAccessToken } from './cognito-access-token.ts'
import type { CognitoIdToken } from './cognito-id-token.ts'
import type { CognitoRefreshToken } from './cognito-refresh-token.ts'
import { defaultPorts } from './defaults.ts'
import type { Clock } from './ports.ts'
import { Redacted } from './redacted.ts'
import { toSeconds } from './time.ts'
import type { EpochMs } from './time.ts'

export interface ICognitoUserSessionData {
  IdToken: CognitoIdToken
  AccessToken: CognitoAccessToken
  RefreshToken?: CognitoRefreshToken | undefined
  /**
   * Seconds by which the local clock is ahead of Cognito's. 0 where nothing is said: tokens that are handed in
   * tell nothing about the clock, and yesterday's are not valid.
   */
  ClockDrift?: number | undefined
}

/**
 * The tokens of one sign-in.
 *
 * @example
 * const session = await user.getSession()
 * if (session.isValid()) session.getIdToken().payload.email
 */
export class CognitoUserSession extends Redacted {
  readonly #idToken: CognitoIdToken
  readonly #accessToken: CognitoAccessToken
  readonly #refreshToken: CognitoRefreshToken | undefined
  readonly #clockDrift: number
  readonly #clock: Clock

  /** @throws Error when the id token or the access token is missing */
  constructor(data: ICognitoUserSessionData, clock: Clock = defaultPorts) {
    super()
    const { IdToken, AccessToken, RefreshToken, ClockDrift = 0 } = data ?? {}
    if (IdToken == null || AccessToken == null) {
      throw new Error('Id token and Access Token must be present.')
    }
    this.#idToken = IdToken
    this.#accessToken = AccessToken
    this.#refreshToken = RefreshToken
    this.#clockDrift = ClockDrift
    this.#clock = clock
  }

  getIdToken(): CognitoIdToken {
    return this.#idToken
  }

  getAccessToken(): CognitoAccessToken {
    return this.#accessToken
  }

  getRefreshToken(): CognitoRefreshToken | undefined {
    return this.#refreshToken
  }

  /** Seconds; positive: the local clock is ahead. */
  getClockDrift(): number {
    return this.#clockDrift
  }

  /** Whether both tokens still live by Cognito's clock. No signature is checked. */
  isValid(): boolean {
    return this.isValidAt(this.#clock.now())
  }

  /** The same for a given moment of the local clock. */
  isValidAt(moment: EpochMs): boolean {
    const adjusted = toSeconds(moment) - this.#clockDrift
    return adjusted < this.#accessToken.getExpiration() && adjusted < this.#idToken.getExpiration()
  }
}
