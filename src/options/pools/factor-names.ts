import type { PreferredFactor } from '../../contract/profile.ts'

/** What choice-based sign-in can begin with, in words. */
export const factorNames: Record<PreferredFactor, string> = {
  PASSWORD_SRP: 'Password',
  EMAIL_OTP: 'Code by e-mail',
  SMS_OTP: 'Code by text message',
  WEB_AUTHN: 'Passkey',
}
