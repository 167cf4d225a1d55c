import { Redacted } from './redacted.ts'

/** Passed on to the pool's Lambda triggers. */
export type ClientMetadata = Record<string, string> | undefined

export interface IAuthenticationDetailsData {
  Username: string
  Password?: string | undefined
  ValidationData?: Record<string, string> | undefined
  ClientMetadata?: ClientMetadata
  AuthParameters?: Record<string, string> | undefined
}

/**
 * What a person signs in with.
 *
 * @example
 * new AuthenticationDetails({ Username: 'ann', Password: 'correct horse' })
 */
export class AuthenticationDetails extends Redacted {
  readonly #data: IAuthenticationDetailsData

  constructor(data: IAuthenticationDetailsData) {
    super()
    this.#data = { ...data }
  }

  getUsername(): string {
    return this.#data.Username
  }

  getPassword(): string | undefined {
    return this.#data.Password
  }

  getValidationData(): Record<string, string> {
    return this.#data.ValidationData ?? {}
  }

  getClientMetadata(): Record<string, string> {
    return this.#data.ClientMetadata ?? {}
  }

  getAuthParameters(): Record<string, string> {
    return this.#data.AuthParameters ?? {}
  }
}
