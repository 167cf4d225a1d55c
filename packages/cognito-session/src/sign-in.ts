import type { AuthenticationDetails, ClientMetadata } from './authentication-details.ts'
import { challengeParameters, sessionString, stepOf } from './challenge-step.ts'
import { CognitoError, toCognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { readDevice } from './device-record.ts'
import type { DeviceRecord } from './device-record.ts'
import { freshSession, freshTokens } from './fresh-tokens.ts'
import { keyIn, poolNameOf } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import { isObject } from './record-text.ts'
import { isUnknownDevice } from './refresh-failure.ts'
import type { StepAnswer, UnfinishedStep } from './sign-in-step.ts'
import { SrpExchange } from './srp/srp-exchange.ts'
import type { Prover, ServerChallenge } from './srp/srp-exchange.ts'
import { challengeResponses } from './step-answer.ts'
import type { JsonObject } from './transport.ts'

/** How a sign-in begins. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html */
export type AuthenticationFlow = 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'CUSTOM_AUTH' | 'USER_AUTH'

const flows: ReadonlySet<string> = new Set([
  'USER_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'CUSTOM_AUTH',
  'USER_AUTH',
])

export function isAuthenticationFlow(type: string): type is AuthenticationFlow {
  return flows.has(type)
}

/** Tokens that came, or what is asked next. */
export type SignInOutcome = SignedIn | { pending: UnfinishedStep }

export interface SignedIn {
  session: CognitoUserSession
  /** The name that the pool knows the user by, as far as it told it. */
  username: string
  newDevice: NewDevice | undefined
}

export interface NewDevice {
  deviceKey: string
  deviceGroupKey: string
}

type Parameters = Record<string, string>

/** One sign-in, from the first request to tokens or to a question for the person. It stores nothing. */
export class SignIn {
  readonly #pool: PoolContext
  readonly #metadata: { ClientMetadata?: Record<string, string> }
  #username: string
  #password: string | undefined
  #srp: SrpExchange | undefined
  #device: DeviceRecord | undefined

  constructor(pool: PoolContext, username: string, metadata: ClientMetadata) {
    this.#pool = pool
    this.#username = username
    this.#metadata = metadata && Object.keys(metadata).length > 0 ? { ClientMetadata: metadata } : {}
  }

  async start(flow: AuthenticationFlow, details: AuthenticationDetails): Promise<SignInOutcome> {
    this.#password = details.getPassword()
    await this.#findDevice()
    const parameters = { ...details.getAuthParameters(), ...this.#firstParameters(flow), ...this.#named() }
    const body = { AuthFlow: flow, ...this.#metadata }
    return await this.#advance(await this.#pool.client.authenticate('InitiateAuth', body, parameters))
  }

  async answer(step: UnfinishedStep, answer: StepAnswer): Promise<SignInOutcome> {
    this.#username = step.username
    this.#password = answer.password
    await this.#findDevice()
    const responses = { ...challengeResponses(step, answer), ...this.#chosenFactor(step, answer) }
    return await this.#advance(await this.#respond(step.challenge, responses, step.session))
  }

  /** Answers whatever needs no person. */
  async #advance(first: JsonObject): Promise<SignInOutcome> {
    let answer = first
    for (;;) {
      const name = answer['ChallengeName']
      if (typeof name !== 'string' || name === '') return this.#finish(answer)
      if (name === 'PASSWORD_VERIFIER') answer = await this.#provePassword(answer)
      else if (name === 'DEVICE_SRP_AUTH') answer = await this.#offerDevice(answer)
      else if (name === 'DEVICE_PASSWORD_VERIFIER') answer = await this.#proveDevice(answer)
      else return { pending: stepOf(answer, this.#username) }
    }
  }

  #firstParameters(flow: AuthenticationFlow): Parameters {
    const password = this.#password
    switch (flow) {
      case 'USER_SRP_AUTH':
        return { SRP_A: this.#beginSrp() }
      case 'USER_PASSWORD_AUTH':
        if (!password) throw new CognitoError('InvalidParameter', 'PASSWORD parameter is required')
        return { PASSWORD: password }
      case 'CUSTOM_AUTH':
        return password ? { CHALLENGE_NAME: 'SRP_A', SRP_A: this.#beginSrp() } : {}
      case 'USER_AUTH':
        return password ? { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: this.#beginSrp() } : {}
    }
  }

  /** A password as the chosen first factor: proved by SRP where that is chosen. */
  #chosenFactor(step: UnfinishedStep, { choice, password }: StepAnswer): Parameters {
    const wanted = step.step === 'chooseFactor' ? choice : step.challenge
    if (password === undefined) return {}
    if (wanted === 'PASSWORD_SRP') return { SRP_A: this.#beginSrp() }
    return wanted === 'PASSWORD' ? { PASSWORD: password } : {}
  }

  #beginSrp(): string {
    this.#srp = SrpExchange.begin(this.#pool.ports)
    return this.#srp.publicValue
  }

  async #provePassword(answer: JsonObject): Promise<JsonObject> {
    const parameters = challengeParameters(answer)
    this.#username = parameters['USER_ID_FOR_SRP'] ?? parameters['USERNAME'] ?? this.#username
    await this.#findDevice()
    const prover = { realm: poolNameOf(this.#pool), identity: this.#username, password: this.#password ?? '' }
    const responses = await this.#proof(prover, parameters)
    const session = sessionString(answer)
    try {
      return await this.#respond('PASSWORD_VERIFIER', { ...responses, ...this.#deviceKey() }, session)
    } catch (error) {
      if (this.#device === undefined || !isUnknownDevice(toCognitoError(error))) throw error
      this.#device = undefined
      return await this.#respond('PASSWORD_VERIFIER', responses, session)
    }
  }

  #offerDevice(answer: JsonObject): Promise<JsonObject> {
    const responses = { SRP_A: this.#beginSrp(), ...this.#deviceKey() }
    return this.#respond('DEVICE_SRP_AUTH', responses, sessionString(answer))
  }

  async #proveDevice(answer: JsonObject): Promise<JsonObject> {
    const { deviceKey = '', deviceGroupKey = '', randomPassword = '' } = this.#device ?? {}
    const prover = { realm: deviceGroupKey, identity: deviceKey, password: randomPassword }
    const responses = await this.#proof(prover, challengeParameters(answer))
    const session = sessionString(answer)
    return await this.#respond('DEVICE_PASSWORD_VERIFIER', { ...responses, DEVICE_KEY: deviceKey }, session)
  }

  async #proof(prover: Prover, { SRP_B, SALT, SECRET_BLOCK }: Parameters): Promise<Parameters> {
    if (!this.#srp || !isHex(SRP_B) || !isHex(SALT) || !SECRET_BLOCK) {
      throw new CognitoError(
        'InvalidResponse',
        'Cognito asked for a proof without saying of what. Sign in again.',
      )
    }
    const challenge: ServerChallenge = { SRP_B, SALT, SECRET_BLOCK }
    const { signature, timestamp } = await this.#srp.prove(prover, challenge, this.#pool.ports.now())
    return {
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    }
  }

  #respond(challenge: string, responses: Parameters, session: string): Promise<JsonObject> {
    const body = { ChallengeName: challenge, ...(session && { Session: session }), ...this.#metadata }
    return this.#pool.client.authenticate('RespondToAuthChallenge', body, {
      ...responses,
      USERNAME: this.#username,
    })
  }

  #finish(answer: JsonObject): SignInOutcome {
    const result = answer['AuthenticationResult']
    const tokens = freshTokens(isObject(result) ? result : {})
    const session = freshSession(tokens, tokens.refreshToken, this.#pool.ports)
    if (!session)
      throw new CognitoError('InvalidResponse', 'Cognito answered without a usable pair of tokens.')
    return {
      session,
      username: this.#username,
      newDevice: newDevice(isObject(result) ? result['NewDeviceMetadata'] : undefined),
    }
  }

  async #findDevice(): Promise<void> {
    this.#device = await readDevice(this.#pool.storage, keyIn(this.#pool, 'device', this.#username))
  }

  #named(): Parameters {
    return { ...this.#deviceKey(), USERNAME: this.#username }
  }

  #deviceKey(): Parameters {
    return this.#device ? { DEVICE_KEY: this.#device.deviceKey } : {}
  }
}

function newDevice(metadata: unknown): NewDevice | undefined {
  if (!isObject(metadata)) return undefined
  const { DeviceKey: deviceKey, DeviceGroupKey: deviceGroupKey } = metadata
  if (typeof deviceKey !== 'string' || typeof deviceGroupKey !== 'string') return undefined
  return { deviceKey, deviceGroupKey }
}

function isHex(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]+$/i.test(text)
}
