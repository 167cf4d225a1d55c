import type { ClientMetadata } from './authentication-details.ts'
import { toCognitoError } from './cognito-error.ts'
import type { Ports } from './ports.ts'
import { isUnknownDevice, isUnknownOperation } from './refresh-failure.ts'
import { secretHash } from './secret-hash.ts'
import { transport } from './transport.ts'
import type { JsonObject, Send } from './transport.ts'

export interface AppClient {
  clientId: string
  clientSecret?: string | undefined
  endpoint: string
}

/** What a refresh needs beside the app client. */
export interface RefreshRequest {
  refreshToken: string
  username: string
  deviceKey?: string | undefined
  clientMetadata?: ClientMetadata
}

/** `AuthParameters` or `ChallengeResponses`. */
export type Parameters = Record<string, string | undefined>

/** Cognito's operations as this library uses them, each in its own words. */
export class CognitoClient {
  /** Any operation, in Cognito's own words. */
  readonly call: Send
  readonly #app: AppClient
  #knowsGetTokens = true

  constructor(app: AppClient, ports: Ports) {
    this.#app = app
    this.call = transport(app.endpoint, ports)
  }

  /** Trades a refresh token for new tokens, with rotation or without. */
  async refreshTokens(request: RefreshRequest): Promise<JsonObject> {
    try {
      return await this.#refresh(request)
    } catch (error) {
      if (request.deviceKey === undefined || !isUnknownDevice(toCognitoError(error))) throw error
      return await this.#refresh({ ...request, deviceKey: undefined })
    }
  }

  async revokeToken(token: string): Promise<void> {
    const { clientId, clientSecret } = this.#app
    await this.call('RevokeToken', { Token: token, ClientId: clientId, ClientSecret: clientSecret })
  }

  /** A step of a sign-in: adds the client's id and, for a client with a secret, the SECRET_HASH of the user. */
  async authenticate(
    operation: 'InitiateAuth' | 'RespondToAuthChallenge',
    body: JsonObject,
    parameters: Parameters,
  ): Promise<JsonObject> {
    const { USERNAME = '' } = parameters
    const field = operation === 'InitiateAuth' ? 'AuthParameters' : 'ChallengeResponses'
    return await this.call(operation, {
      ...body,
      ClientId: this.#app.clientId,
      [field]: { ...parameters, SECRET_HASH: await this.#secretHash(USERNAME) },
    })
  }

  /** An operation on a user who is not signed in. */
  async callFor(operation: string, Username: string, body: JsonObject): Promise<JsonObject> {
    const SecretHash = await this.#secretHash(Username)
    return await this.call(operation, { ...body, Username, SecretHash, ClientId: this.#app.clientId })
  }

  async #refresh(request: RefreshRequest): Promise<JsonObject> {
    try {
      if (this.#knowsGetTokens) return await this.#getTokens(request)
    } catch (error) {
      if (!isUnknownOperation(toCognitoError(error))) throw error
    }
    const answer = await this.#initiateRefresh(request)
    // Only now: what said so before may have been a proxy's page.
    this.#knowsGetTokens = false
    return answer
  }

  #getTokens({ refreshToken, deviceKey, clientMetadata }: RefreshRequest): Promise<JsonObject> {
    const { clientId, clientSecret } = this.#app
    return this.call('GetTokensFromRefreshToken', {
      RefreshToken: refreshToken,
      ClientId: clientId,
      ClientSecret: clientSecret,
      DeviceKey: deviceKey,
      ClientMetadata: clientMetadata,
    })
  }

  #initiateRefresh(request: RefreshRequest): Promise<JsonObject> {
    const { refreshToken, username, deviceKey, clientMetadata } = request
    const parameters = { USERNAME: username, REFRESH_TOKEN: refreshToken, DEVICE_KEY: deviceKey }
    const body = { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientMetadata: clientMetadata }
    return this.authenticate('InitiateAuth', body, parameters)
  }

  async #secretHash(username: string): Promise<string | undefined> {
    const { clientId, clientSecret } = this.#app
    return clientSecret ? await secretHash(username, clientId, clientSecret) : undefined
  }
}
