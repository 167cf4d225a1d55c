import type { StepAnswer, UnfinishedStep } from '@cognito-shared-session/cognito-session'
import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from './errors.ts'
import type { AccountId, ProfileId, TransactionId } from './identity.ts'

/** How a sign-in begins: with a password, with a choice among what the pool offers, with the pool's own questions. */
export const signInWays = ['password', 'choice', 'custom'] as const
export type SignInWay = (typeof signInWays)[number]

/** A step without the string that ties it to the next: that belongs to the background alone. */
type Shown<Step> = Step extends unknown ? Omit<Step, 'session'> : never

/** What a person is asked next. */
export type SignInScreen =
  /** User name and password, or another way: nothing was asked of the pool yet, or it has to be asked anew. */
  | { step: 'start'; passwordChanged?: true }
  | Shown<UnfinishedStep>
  /** A code was sent to those who forgot their password. */
  | { step: 'resetPassword'; destination?: string }
  /** The person is signed in; the pool asks whether this device shall be remembered. */
  | { step: 'rememberDevice'; account: AccountId }

/** A first-factor code that can be sent once more, and how. A second factor's code cannot. */
export type Resend = 'EMAIL_OTP' | 'SMS_OTP' | 'ForgotPassword'

/** A sign-in under way, as extension pages draw it. Stored under `signing-in:<id>`; it holds no secret. */
export interface SigningIn {
  version: 1
  id: TransactionId
  profile: ProfileId
  /** As it was typed. */
  username: string
  way: SignInWay
  /** Goes up with each step: an answer to an earlier one is refused. */
  turn: number
  /** When no user pool would go on with it any more, in milliseconds. */
  expiresAt: number
  screen: SignInScreen
  resend?: Resend | undefined
  /** Since when the pool is asked, in milliseconds; the worker may have died since. */
  asking?: number | undefined
  /** Why the step has to be repeated, or the sign-in begun anew. */
  problem?: WireError<ErrorCode> | undefined
}

/** Whether it waits for an answer that a new sign-in would leave out. */
export function isWaiting({ screen }: Pick<SigningIn, 'screen'>): boolean {
  return screen.step !== 'start' && screen.step !== 'rememberDevice'
}

/** Where a sign-in stands after a question. */
export type SignInStanding =
  /** `transaction`: one question is left, about this device. */
  | { state: 'signedIn'; account: AccountId; transaction?: TransactionId }
  | { state: 'asked'; transaction: TransactionId }
  /** Another sign-in at this user pool is under way: to go on with, or to begin anew. */
  | { state: 'elsewhere'; transaction: TransactionId }

export interface SignInQuestion {
  profile: ProfileId
  username: string
  password?: string | undefined
  /** `password` where absent. */
  way?: SignInWay | undefined
  /** Gives up another sign-in at this user pool that is under way. */
  anew?: boolean | undefined
}

/** What a person answers to a step; which member is wanted, the step says. */
export interface SignInAnswer extends Omit<StepAnswer, 'clientMetadata' | 'deviceName'> {
  remember?: boolean
}
