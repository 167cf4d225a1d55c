import type { ClientMetadata } from './authentication-details.ts'
import { CognitoError, toCognitoError } from './cognito-error.ts'
import type { Ports } from './ports.ts'
import { isObject } from './record-text.ts'
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

/** Cognito's operations as this library uses them, each in its own words. */
export class CognitoClient {
  readonly #app: AppClient
  readonly #send: Send
  #knowsGetTokens = true

  constructor(app: AppClient, ports: Ports) {
    this.#app = app
    this.#send = transport(app.endpoint, ports)
  }

  /** Trades a refresh token for new tokens, with rotation or without; the answer's `AuthenticationResult`. */
  async refreshTokens(request: RefreshRequest): Promise<JsonObject> {
    try {
      return await this.#refresh(request)
    } catch (error) {
      if (request.deviceKey === undefined || !isUnknownDevice(toCognitoError(error))) throw error
      return await this.#refresh({ ...request, deviceKey: undefined })
    }
  }

  async revokeToken(token: string): Promise<void> {
    const secret = this.#app.clientSecret
    await this.#send('RevokeToken', {
      Token: token,
      ClientId: this.#app.clientId,
      ...(secret !== undefined && { ClientSecret: secret }),
    })
  }

  async globalSignOut(accessToken: string): Promise<void> {
    await this.#send('GlobalSignOut', { AccessToken: accessToken })
  }

  /** A step of a sign-in: adds the client's id and, for a client with a secret, the SECRET_HASH of the user. */
  async authenticate(
    operation: 'InitiateAuth' | 'RespondToAuthChallenge',
    body: JsonObject,
    parameters: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<JsonObject> {
    const field = operation === 'InitiateAuth' ? 'AuthParameters' : 'ChallengeResponses'
    const hash = await this.#secretHash(parameters['USERNAME'])
    const call = { ...body, ClientId: this.#app.clientId, [field]: { ...parameters, ...hash } }
    return requireContent(await this.#send(operation, call, signal))
  }

  /** Any other operation: its answer, `{}` where there is none. */
  async call(operation: string, body: JsonObject): Promise<JsonObject> {
    return (await this.#send(operation, body)) ?? {}
  }

  async #refresh(request: RefreshRequest): Promise<JsonObject> {
    if (this.#knowsGetTokens) {
      try {
        return resultOf(await this.#send('GetTokensFromRefreshToken', this.#getTokensBody(request)))
      } catch (error) {
        if (!isUnknownOperation(toCognitoError(error))) throw error
        this.#knowsGetTokens = false
      }
    }
    return resultOf(await this.#initiateRefresh(request))
  }

  #getTokensBody({ refreshToken, deviceKey, clientMetadata }: RefreshRequest): JsonObject {
    const { clientId, clientSecret } = this.#app
    return {
      RefreshToken: refreshToken,
      ClientId: clientId,
      ...(clientSecret !== undefined && { ClientSecret: clientSecret }),
      ...(deviceKey !== undefined && { DeviceKey: deviceKey }),
      ...(clientMetadata && { ClientMetadata: clientMetadata }),
    }
  }

  #initiateRefresh({
    refreshToken,
    username,
    deviceKey,
    clientMetadata,
  }: RefreshRequest): Promise<JsonObject> {
    const parameters = {
      USERNAME: username,
      REFRESH_TOKEN: refreshToken,
      ...(deviceKey !== undefined && { DEVICE_KEY: deviceKey }),
    }
    const body = { AuthFlow: 'REFRESH_TOKEN_AUTH', ...(clientMetadata && { ClientMetadata: clientMetadata }) }
    return this.authenticate('InitiateAuth', body, parameters)
  }

  async #secretHash(username: string | undefined): Promise<Record<string, string>> {
    const { clientId, clientSecret } = this.#app
    if (clientSecret === undefined || username === undefined) return {}
    return { SECRET_HASH: await secretHash(username, clientId, clientSecret) }
  }
}

function resultOf(answer: JsonObject | undefined): JsonObject {
  const result = requireContent(answer)['AuthenticationResult']
  if (isObject(result)) return result
  throw new CognitoError('InvalidResponse', 'Cognito answered without tokens. Try again.')
}

function requireContent(answer: JsonObject | undefined): JsonObject {
  if (answer !== undefined) return answer
  throw new CognitoError(
    'InvalidResponse',
    'Cognito answered with something that is no JSON object. Try again.',
  )
}
