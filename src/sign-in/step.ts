import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import type { SignInAnswer, SigningIn, SignInScreen } from '../contract/signing-in.ts'
import type { SignInPort } from './sign-in-port.ts'

/** What a step of a sign-in can do, whatever it asks. */
export interface Step<Name extends SignInScreen['step'] = SignInScreen['step']> {
  port: SignInPort
  signingIn: SigningIn
  screen: Extract<SignInScreen, { step: Name }>
  busy: boolean
  /** Waits for the answer no more. */
  stop: () => void
  error: WireError<ErrorCode> | undefined
  /** Whether the answer was taken: what it was is to leave its input then. `turn`: not the one that is shown. */
  answer(answer: SignInAnswer, turn?: number): Promise<boolean>
  /** Absent where a code is sent once only. */
  resend: (() => void) | undefined
  back(): void
  startOver(): void
}
