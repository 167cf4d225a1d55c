import type { Random } from '../defaults.ts'
import { errors } from '../errors.ts'
import type { MfaMethod } from './user.ts'

/** First factors of choice-based sign-in (USER_AUTH). */
export type FirstFactor = 'EMAIL_OTP' | 'PASSWORD' | 'PASSWORD_SRP' | 'SMS_OTP' | 'WEB_AUTHN'

/** What a `Session` waits for. */
export type Step =
  | { name: 'NEW_PASSWORD_REQUIRED' }
  | { name: 'SOFTWARE_TOKEN_MFA' }
  | { name: 'EMAIL_OTP' | 'SMS_MFA' | 'SMS_OTP'; code: string; role: 'firstFactor' | 'secondFactor' }
  /** The address that becomes the user's second factor. */
  | { name: 'EMAIL_OTP'; code: string; role: 'setUp'; email: string }
  | { name: 'SELECT_MFA_TYPE'; choices: readonly MfaMethod[] }
  | { name: 'MFA_SETUP'; secret?: string; verified: boolean }
  | { name: 'CUSTOM_CHALLENGE'; round: number; wrongAnswers: number }
  | { name: 'DEVICE_SRP_AUTH'; deviceKey: string }
  | { name: 'DEVICE_PASSWORD_VERIFIER'; deviceKey: string }
  | { name: 'SELECT_CHALLENGE' }
  | { name: 'WEB_AUTHN'; challenge: string }

/** One step of a sign-in under way. */
export interface AuthSession {
  clientId: string
  /** Undefined where the user does not exist and the step is for show. */
  sub: string | undefined
  step: Step
  /** The device that the client says it is. */
  deviceKey: string | undefined
  /** Milliseconds since 1970. */
  expiresAt: number
  wrongAnswers: number
  spent: boolean
}

/** A wrong code leaves the session as it was, this many times. */
const TOLERATED_WRONG_ANSWERS = 3

/** `Session` strings: bound to user and client, with an end, spent by success. */
export class AuthSessions {
  readonly #sessions = new Map<string, AuthSession>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  open(session: Omit<AuthSession, 'spent' | 'wrongAnswers'>): string {
    const text = this.#random.bytes(660).toString('base64url')
    this.#sessions.set(text, { ...session, wrongAnswers: 0, spent: false })
    return text
  }

  /** The session, if it can be answered now; throws what Cognito throws where it cannot. */
  usable(text: string, now: number): AuthSession {
    const session = this.#sessions.get(text)
    if (session === undefined || session.wrongAnswers > TOLERATED_WRONG_ANSWERS) throw errors.sessionInvalid()
    if (session.spent) throw errors.sessionSpent()
    if (now >= session.expiresAt) throw errors.sessionExpired()
    return session
  }
}
