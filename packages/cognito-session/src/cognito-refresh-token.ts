import { Redacted } from './redacted.ts'

/** The secret that renews a session. Only `getToken()` shows it. */
export class CognitoRefreshToken extends Redacted {
  readonly #token: string

  constructor(parameters: { RefreshToken: string }) {
    super()
    this.#token = parameters?.RefreshToken ?? ''
  }

  getToken(): string {
    return this.#token
  }
}
