import { settle } from './callback.ts'
import { sessionString } from './challenge-step.ts'
import { CognitoError } from './cognito-error.ts'
import { readDevice } from './device-record.ts'
import { keyIn } from './pool-context.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { nodeCallback } from './session-user.ts'
import type { OutcomeCallbacks } from './session-user.ts'
import type { IAuthenticationCallback } from './sign-in-callbacks.ts'
import type { SignInStep, StepAnswer, UnfinishedStep } from './sign-in-step.ts'
import { SignInUser } from './sign-in-user.ts'
import type { JsonObject } from './transport.ts'

/**
 * One user of a pool, with that user's session. Two objects of one user share the session and its refresh.
 *
 * @example
 * const user = new CognitoUser({ Username: 'ann', Pool: pool })
 * await user.authenticateUser(new AuthenticationDetails({ Username: 'ann', Password: '…' }))
 * const session = await user.getSession()
 */
export class CognitoUser extends SignInUser {
  setDeviceStatusRemembered(callbacks: OutcomeCallbacks<'SUCCESS'>): void
  setDeviceStatusRemembered(): Promise<'SUCCESS'>
  setDeviceStatusRemembered(callbacks?: OutcomeCallbacks<'SUCCESS'>): Promise<'SUCCESS'> | undefined {
    return this.#hand(this.#setDeviceStatus('remembered'), callbacks)
  }

  setDeviceStatusNotRemembered(callbacks: OutcomeCallbacks<'SUCCESS'>): void
  setDeviceStatusNotRemembered(): Promise<'SUCCESS'>
  setDeviceStatusNotRemembered(callbacks?: OutcomeCallbacks<'SUCCESS'>): Promise<'SUCCESS'> | undefined {
    return this.#hand(this.#setDeviceStatus('not_remembered'), callbacks)
  }

  /** Cognito's answer to `GetDevice`, for the device that this storage remembers. */
  getDevice(callbacks: OutcomeCallbacks<JsonObject>): void
  getDevice(): Promise<JsonObject>
  getDevice(callbacks?: OutcomeCallbacks<JsonObject>): Promise<JsonObject> | undefined {
    return this.#hand(this.#callForDevice('GetDevice', {}), callbacks)
  }

  listDevices(limit: number, paginationToken: string | null, callbacks: OutcomeCallbacks<JsonObject>): void
  listDevices(limit: number, paginationToken?: string | null): Promise<JsonObject>
  listDevices(
    Limit: number,
    paginationToken?: string | null,
    callbacks?: OutcomeCallbacks<JsonObject>,
  ): Promise<JsonObject> | undefined {
    const page = paginationToken ? { PaginationToken: paginationToken } : {}
    return this.#hand(this.call('ListDevices', { Limit, ...page }), callbacks)
  }

  /** Makes the pool and this storage forget the device. */
  forgetDevice(callbacks: OutcomeCallbacks<'SUCCESS'>): void
  forgetDevice(): Promise<'SUCCESS'>
  forgetDevice(callbacks?: OutcomeCallbacks<'SUCCESS'>): Promise<'SUCCESS'> | undefined {
    return this.#hand(this.#forgetDevice(), callbacks)
  }

  /** A secret for an authenticator app: for the signed-in user, or for a sign-in that asks to set one up. */
  associateSoftwareToken(callbacks: {
    associateSecretCode(secretCode: string): void
    onFailure(err: CognitoError): void
  }): void
  associateSoftwareToken(): Promise<string>
  associateSoftwareToken(callbacks?: {
    associateSecretCode(secretCode: string): void
    onFailure(err: CognitoError): void
  }): Promise<string> | undefined {
    const told = callbacks && {
      onSuccess: (secretCode: string) => callbacks.associateSecretCode(secretCode),
      onFailure: (err: CognitoError) => callbacks.onFailure(err),
    }
    return this.#hand(this.#associate(), told)
  }

  /** Proves the first code of an authenticator app; a sign-in that asked for it goes on. */
  verifySoftwareToken(
    code: string,
    friendlyDeviceName: string | undefined,
    callbacks: IAuthenticationCallback,
  ): void
  verifySoftwareToken(code: string, friendlyDeviceName?: string): Promise<CognitoUserSession>
  verifySoftwareToken(
    code: string,
    friendlyDeviceName?: string,
    callbacks?: IAuthenticationCallback,
  ): Promise<CognitoUserSession> | undefined {
    return this.tell(this.#verify(code, friendlyDeviceName), callbacks)
  }

  /**
   * An operation on this user that needs no token, by Cognito's name for it.
   * @example
   * await user.callUnsigned('ForgotPassword', {})
   */
  callUnsigned(operation: string, body: JsonObject): Promise<JsonObject> {
    return this.pool.client.callFor(operation, this.getUsername(), body)
  }

  /**
   * An operation that the user's own access token allows, by Cognito's name for it.
   * @example
   * await user.call('ListWebAuthnCredentials', {})
   */
  async call(operation: string, body: JsonObject): Promise<JsonObject> {
    const session = await this.getSession()
    return await this.pool.client.call(operation, {
      ...body,
      AccessToken: session.getAccessToken().getJwtToken(),
    })
  }

  /** Answers what a sign-in asked. After a wrong code the same step can be answered again. */
  override async answer(step: UnfinishedStep, answer: StepAnswer): Promise<SignInStep> {
    if (step.step !== 'setUpMfa' || answer.code === undefined) return super.answer(step, answer)
    const proof = { UserCode: answer.code, FriendlyDeviceName: answer.deviceName, Session: step.session }
    const verified = await this.pool.client.call('VerifySoftwareToken', proof)
    return super.answer({ ...step, session: sessionString(verified) || step.session }, {})
  }

  async #associate(): Promise<string> {
    const { pending } = this
    const answer = pending
      ? await this.pool.client.call('AssociateSoftwareToken', { Session: pending.session })
      : await this.call('AssociateSoftwareToken', {})
    if (pending) this.pending = { ...pending, session: sessionString(answer) || pending.session }
    return typeof answer['SecretCode'] === 'string' ? answer['SecretCode'] : ''
  }

  async #verify(code: string, name: string | undefined): Promise<SignInStep> {
    const { pending } = this
    if (pending) return await this.answer(pending, { code, deviceName: name })
    await this.call('VerifySoftwareToken', { UserCode: code, FriendlyDeviceName: name })
    return { step: 'done', session: await this.getSession(), deviceQuestion: false }
  }

  async #setDeviceStatus(status: 'remembered' | 'not_remembered'): Promise<'SUCCESS'> {
    await this.#callForDevice('UpdateDeviceStatus', { DeviceRememberedStatus: status })
    return 'SUCCESS'
  }

  async #forgetDevice(): Promise<'SUCCESS'> {
    await this.#callForDevice('ForgetDevice', {})
    await this.pool.storage.removeItem(keyIn(this.pool, 'device', this.getUsername()))
    return 'SUCCESS'
  }

  async #callForDevice(operation: string, body: JsonObject): Promise<JsonObject> {
    const device = await readDevice(this.pool, this.getUsername())
    if (!device) throw new CognitoError('InvalidParameter', 'No device of this user is remembered here.')
    return await this.call(operation, { ...body, DeviceKey: device.deviceKey })
  }

  #hand<Result>(
    outcome: Promise<Result>,
    callbacks: OutcomeCallbacks<Result> | undefined,
  ): Promise<Result> | undefined {
    return settle(outcome, callbacks && nodeCallback(callbacks), this.pool.listener)
  }
}
