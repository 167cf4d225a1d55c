import type { AuthenticationDetails, ClientMetadata } from './authentication-details.ts'
import { CognitoError } from './cognito-error.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { confirmDevice } from './device-confirmation.ts'
import { noSession } from './refresh-attempt.ts'
import { SessionKeeper } from './session-keeper.ts'
import { SessionUser } from './session-user.ts'
import { callBack, requireSession } from './sign-in-callbacks.ts'
import type { IAuthenticationCallback } from './sign-in-callbacks.ts'
import type { SignInStep, StepAnswer, UnfinishedStep } from './sign-in-step.ts'
import { SignIn, isAuthenticationFlow } from './sign-in.ts'
import type { SignInOutcome, SignedIn } from './sign-in.ts'

/** A user who signs in, step by step. Nothing is stored before the last one. */
export class SignInUser extends SessionUser {
  #flow = 'USER_SRP_AUTH'
  /** The step that waits for an answer; set, for one that was stored meanwhile, before its secret is asked for. */
  pending: UnfinishedStep | undefined

  getAuthenticationFlowType(): string {
    return this.#flow
  }

  /** `USER_SRP_AUTH` (default), `USER_PASSWORD_AUTH`, `CUSTOM_AUTH` or `USER_AUTH`. */
  setAuthenticationFlowType(type: string): string {
    this.#flow = type
    return type
  }

  /** Signs in with name and password. Without callbacks: the session, or an error that names the challenge. */
  authenticateUser(details: AuthenticationDetails, callbacks: IAuthenticationCallback): void
  authenticateUser(details: AuthenticationDetails): Promise<CognitoUserSession>
  authenticateUser(
    details: AuthenticationDetails,
    callbacks?: IAuthenticationCallback,
  ): Promise<CognitoUserSession> | undefined {
    return this.tell(this.startSignIn(details), callbacks)
  }

  /** Begins a sign-in in the flow that was set. */
  async startSignIn(details: AuthenticationDetails): Promise<SignInStep> {
    const flow = this.#flow
    if (!isAuthenticationFlow(flow)) {
      throw new CognitoError('InvalidParameter', 'Authentication flow type is invalid.')
    }
    const validation = details.getValidationData()
    const metadata = Object.keys(validation).length > 0 ? validation : details.getClientMetadata()
    return await this.#advance(metadata, (signIn) => signIn.start(flow, details))
  }

  /** Answers what a sign-in asked. After a wrong code the same step can be answered again. */
  answer(step: UnfinishedStep, answer: StepAnswer): Promise<SignInStep> {
    return this.#advance(answer.clientMetadata, (signIn) => signIn.answer(step, answer))
  }

  completeNewPasswordChallenge(
    newPassword: string,
    requiredAttributeData: Record<string, string> | null | undefined,
    callbacks: IAuthenticationCallback,
    clientMetadata?: ClientMetadata,
  ): void
  completeNewPasswordChallenge(
    newPassword: string,
    requiredAttributeData?: Record<string, string> | null,
    callbacks?: undefined,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession>
  completeNewPasswordChallenge(
    newPassword: string,
    attributes?: Record<string, string> | null,
    callbacks?: IAuthenticationCallback,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession> | undefined {
    return this.#reply({ newPassword, attributes: attributes ?? {} }, clientMetadata, callbacks)
  }

  /** @param mfaType for the old library's signature: the code answers the challenge that was asked */
  sendMFACode(
    code: string,
    callbacks: IAuthenticationCallback,
    mfaType?: string | null,
    clientMetadata?: ClientMetadata,
  ): void
  sendMFACode(
    code: string,
    callbacks?: undefined,
    mfaType?: string | null,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession>
  sendMFACode(
    code: string,
    callbacks?: IAuthenticationCallback,
    _mfaType?: string | null,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession> | undefined {
    return this.#reply({ code }, clientMetadata, callbacks)
  }

  /** Chooses one of several second factors: `SMS_MFA`, `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`. */
  sendMFASelectionAnswer(choice: string, callbacks: IAuthenticationCallback): void
  sendMFASelectionAnswer(choice: string): Promise<CognitoUserSession>
  sendMFASelectionAnswer(
    choice: string,
    callbacks?: IAuthenticationCallback,
  ): Promise<CognitoUserSession> | undefined {
    return this.#reply({ choice }, undefined, callbacks)
  }

  sendCustomChallengeAnswer(
    answer: string,
    callbacks: IAuthenticationCallback,
    clientMetadata?: ClientMetadata,
  ): void
  sendCustomChallengeAnswer(
    answer: string,
    callbacks?: undefined,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession>
  sendCustomChallengeAnswer(
    answer: string,
    callbacks?: IAuthenticationCallback,
    clientMetadata?: ClientMetadata,
  ): Promise<CognitoUserSession> | undefined {
    return this.#reply({ custom: answer }, clientMetadata, callbacks)
  }

  #reply(
    answer: StepAnswer,
    clientMetadata: ClientMetadata,
    callbacks: IAuthenticationCallback | undefined,
  ): Promise<CognitoUserSession> | undefined {
    const step = this.pending
    const standing = step
      ? this.answer(step, { ...answer, ...(clientMetadata && { clientMetadata }) })
      : Promise.reject(new CognitoError('InvalidParameter', 'No sign-in is waiting for this answer.'))
    return this.tell(standing, callbacks)
  }

  protected tell(
    standing: Promise<SignInStep>,
    callbacks: IAuthenticationCallback | undefined,
  ): Promise<CognitoUserSession> | undefined {
    if (!callbacks) return requireSession(standing)
    callBack(standing, callbacks, this.pool.listener)
    return undefined
  }

  async #advance(
    metadata: ClientMetadata,
    go: (signIn: SignIn) => Promise<SignInOutcome>,
  ): Promise<SignInStep> {
    const { departures } = this
    const outcome = await go(new SignIn(this.pool, this.getUsername(), metadata))
    if ('pending' in outcome) {
      this.pending = outcome.pending
      return outcome.pending
    }
    this.pending = undefined
    if (departures !== this.departures) throw await this.#tooLate(outcome.session)
    return await this.#complete(outcome)
  }

  async #complete(outcome: SignedIn): Promise<SignInStep> {
    const { session, username, newDevice } = outcome
    if (username !== this.getUsername()) this.keeper = new SessionKeeper(this.pool, username)
    // A session that could not be written is held in memory and written later: the person is signed in.
    await this.keeper.adopt(session).catch(() => undefined)
    void this.pool.revocations.sendAll()
    const deviceQuestion = newDevice
      ? await confirmDevice(this.pool, username, session, newDevice).catch(() => false)
      : false
    return { step: 'done', session, deviceQuestion }
  }

  /** Signed out while the sign-in was under way: its tokens are thrown away. */
  async #tooLate(session: CognitoUserSession): Promise<CognitoError> {
    const refreshToken = session.getRefreshToken()?.getToken()
    if (refreshToken) await this.pool.revocations.revoke([refreshToken])
    return noSession()
  }
}
