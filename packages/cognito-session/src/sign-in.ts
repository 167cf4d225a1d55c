import type { AuthenticationDetails, ClientMetadata } from './authentication-details.ts'
import { challengeParameters, sessionString, stepOf } from './challenge-step.ts'
import type { Parameters } from './cognito-client.ts'
import { CognitoError, toCognitoError, unusableAnswer } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { readDevice } from './device-record.ts'
import type { DeviceRecord } from './device-record.ts'
import { freshSession, freshTokens } from './fresh-tokens.ts'
import { poolNameOf } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import { asObject, isString } from './record-text.ts'
import { isUnknownDevice } from './refresh-failure.ts'
import type { StepAnswer, UnfinishedStep } from './sign-in-step.ts'
import { SrpExchange } from './srp/srp-exchange.ts'
import type { Prover } from './srp/srp-exchange.ts'
import { challengeResponses } from './step-answer.ts'
import type { JsonObject } from './transport.ts'

/** How a sign-in begins. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html */
export type AuthenticationFlow = 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'CUSTOM_AUTH' | 'USER_AUTH'

export function isAuthenticationFlow(type: string): type is AuthenticationFlow {
  return /^(USER_(SRP_|PASSWORD_)?|CUSTOM_)AUTH$/.test(type)
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

/** One sign-in, from the first request to tokens or to a question for the person. It stores nothing. */
export class SignIn {
  readonly #pool: PoolContext
  readonly #metadata: ClientMetadata
  #username: string
  #password: string | undefined
  #srp: SrpExchange | undefined
  #device: DeviceRecord | undefined

  constructor(pool: PoolContext, username: string, metadata: ClientMetadata) {
    this.#pool = pool
    this.#username = username
    this.#metadata = metadata && Object.keys(metadata).length > 0 ? metadata : undefined
  }

  async start(flow: AuthenticationFlow, details: AuthenticationDetails): Promise<SignInOutcome> {
    this.#password = details.getPassword()
    await this.#findDevice()
    const known = { ...this.#deviceKey(), USERNAME: this.#username }
    const parameters = { ...details.getAuthParameters(), ...this.#firstParameters(flow), ...known }
    const body = { AuthFlow: flow, ClientMetadata: this.#metadata }
    return await this.#advance(await this.#pool.client.authenticate('InitiateAuth', body, parameters))
  }

  async answer(step: UnfinishedStep, answer: StepAnswer): Promise<SignInOutcome> {
    this.#username = step.username
    this.#password = answer.password
    await this.#findDevice()
    const responses = { ...challengeResponses(step, answer), ...this.#chosenFactor(step, answer) }
    return await this.#advance(await this.#respond(step.challenge, responses, { Session: step.session }))
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
    const { USER_ID_FOR_SRP, USERNAME } = challengeParameters(answer)
    this.#username = USER_ID_FOR_SRP ?? USERNAME ?? this.#username
    await this.#findDevice()
    const prover = { realm: poolNameOf(this.#pool), identity: this.#username, password: this.#password ?? '' }
    const proof = await this.#proof(prover, answer)
    try {
      return await this.#respond('PASSWORD_VERIFIER', { ...proof, ...this.#deviceKey() }, answer)
    } catch (error) {
      if (this.#device === undefined || !isUnknownDevice(toCognitoError(error))) throw error
      this.#device = undefined
      return await this.#respond('PASSWORD_VERIFIER', proof, answer)
    }
  }

  #offerDevice(answer: JsonObject): Promise<JsonObject> {
    return this.#respond('DEVICE_SRP_AUTH', { SRP_A: this.#beginSrp(), ...this.#deviceKey() }, answer)
  }

  async #proveDevice(answer: JsonObject): Promise<JsonObject> {
    const { deviceKey = '', deviceGroupKey = '', randomPassword = '' } = this.#device ?? {}
    const prover = { realm: deviceGroupKey, identity: deviceKey, password: randomPassword }
    const proof = await this.#proof(prover, answer)
    return await this.#respond('DEVICE_PASSWORD_VERIFIER', { ...proof, ...this.#deviceKey() }, answer)
  }

  async #proof(prover: Prover, answer: JsonObject): Promise<Parameters> {
    const { SRP_B, SALT, SECRET_BLOCK } = challengeParameters(answer)
    if (!this.#srp || !isHex(SRP_B) || !isHex(SALT) || !SECRET_BLOCK) throw unusableAnswer()
    const challenge = { SRP_B, SALT, SECRET_BLOCK }
    const { signature, timestamp } = await this.#srp.prove(prover, challenge, this.#pool.ports.now())
    return {
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    }
  }

  /** @param asked where the string stands that ties the steps of a sign-in together */
  #respond(challenge: string, responses: Parameters, asked: JsonObject): Promise<JsonObject> {
    const body = {
      ChallengeName: challenge,
      Session: sessionString(asked) || undefined,
      ClientMetadata: this.#metadata,
    }
    const named = { ...responses, USERNAME: this.#username }
    return this.#pool.client.authenticate('RespondToAuthChallenge', body, named)
  }

  #finish(answer: JsonObject): SignInOutcome {
    const tokens = freshTokens(answer)
    const session = freshSession(tokens, tokens.refreshToken, this.#pool.ports)
    if (!session) throw unusableAnswer()
    return { session, username: this.#username, newDevice: newDevice(answer) }
  }

  async #findDevice(): Promise<void> {
    this.#device = await readDevice(this.#pool, this.#username)
  }

  #deviceKey(): Parameters {
    return this.#device ? { DEVICE_KEY: this.#device.deviceKey } : {}
  }
}

function newDevice(answer: JsonObject): NewDevice | undefined {
  const { NewDeviceMetadata } = asObject(answer['AuthenticationResult'])
  const { DeviceKey: deviceKey, DeviceGroupKey: deviceGroupKey } = asObject(NewDeviceMetadata)
  return isString(deviceKey) && isString(deviceGroupKey) ? { deviceKey, deviceGroupKey } : undefined
}

function isHex(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]+$/i.test(text)
}
