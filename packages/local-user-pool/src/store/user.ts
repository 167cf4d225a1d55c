import type { SrpVerifier } from '../crypto/srp.ts'
import type { Passkey } from '../webauthn/passkey.ts'
import type { Device } from './device.ts'

/** Where a user stands, in the words of the Cognito API. */
export type UserStatus = 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'UNCONFIRMED'

/** Second factors, as challenges are named. */
export type MfaMethod = 'EMAIL_OTP' | 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA'

interface Mfa {
  enabled: MfaMethod[]
  preferred?: MfaMethod
  /** Base32; what an authenticator app was given and proved to know. */
  totpSecret?: string
  /** Given out, not yet proved. */
  pendingTotpSecret?: string
  /** The last time step whose code was taken: a code serves once. */
  lastTotpStep?: number
}

/** A code sent to prove an address: for a new password, or to confirm a sign-up. */
export interface SentCode {
  code: string
  /** Milliseconds since 1970. */
  expiresAt: number
  wrongAnswers: number
}

export interface User {
  /** The pool's own name for the user: what USER_ID_FOR_SRP and `cognito:username` say. */
  username: string
  sub: string
  status: UserStatus
  enabled: boolean
  /** Without `sub`; every value is a string, as the API sends them. */
  attributes: Record<string, string>
  groups: string[]
  /** Absent for a user who never had a password. */
  verifier?: SrpVerifier
  /** When a temporary password stops serving, milliseconds since 1970. */
  temporaryUntil?: number
  mfa: Mfa
  devices: Device[]
  passkeys: Passkey[]
  resetCode?: SentCode
  confirmationCode?: SentCode
  /** Milliseconds since 1970. */
  createdAt: number
  modifiedAt: number
}
