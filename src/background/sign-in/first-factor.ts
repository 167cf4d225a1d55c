import type { SignInStep } from '@cognito-shared-session/cognito-session'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'
import type { Resend } from '../../contract/signing-in.ts'
import type { Beginning } from './beginning.ts'

/** What an operator calls a factor, or a challenge. */
export function methodOf(factor: string | undefined): SignInMethod {
  return factor === 'WEB_AUTHN' ? 'passkey' : 'password'
}

/** What choice-based sign-in begins with: what the profile says, unless the operator forbids it. */
export function preferredOf(
  { preferred }: Partial<Profile> = {},
  allowed: readonly SignInMethod[],
): Beginning['preferred'] {
  if (preferred === undefined || preferred === 'PASSWORD_SRP') return undefined
  return allowed.includes(methodOf(preferred)) ? preferred : undefined
}

/** How the code that was sent for a first factor can be sent once more. */
export function resendOf(factor: string | undefined, { step }: SignInStep): Resend | undefined {
  return step === 'code' && (factor === 'EMAIL_OTP' || factor === 'SMS_OTP') ? factor : undefined
}
