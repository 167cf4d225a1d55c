import type { SignInMethod } from '../contract/policy.ts'

interface Method {
  label: string
  hint: string
}

const METHODS: Readonly<Record<string, Method>> = {
  SMS_MFA: { label: 'Text message', hint: 'A code goes to your phone.' },
  SMS_OTP: { label: 'Text message', hint: 'A code goes to your phone.' },
  EMAIL_OTP: { label: 'E-mail', hint: 'A code goes to your address.' },
  SOFTWARE_TOKEN_MFA: { label: 'Authenticator app', hint: 'The app shows a code.' },
  WEB_AUTHN: { label: 'Passkey', hint: 'Your device, a security key or your phone.' },
  PASSWORD: { label: 'Password', hint: 'Sent over the encrypted connection as it is.' },
  PASSWORD_SRP: { label: 'Password', hint: 'It never leaves this browser.' },
}

/** Cognito's names for factors, in words. A password that stays here (SRP) hides the one that is sent. */
export function methodsIn(options: readonly string[]): (Method & { value: string })[] {
  const offered = options.includes('PASSWORD_SRP') ? options.filter((name) => name !== 'PASSWORD') : options
  return offered.map((value) => {
    const known = Object.hasOwn(METHODS, value) ? METHODS[value] : undefined
    return { value, label: known?.label ?? value, hint: known?.hint ?? '' }
  })
}

/**
 * The first factors that are left of what a pool offers, once the operator said which methods there are. A password as
 * it is goes nowhere, unless the profile says so.
 */
export function allowedFactors(
  options: readonly string[],
  methods: readonly SignInMethod[],
  plain: boolean,
): string[] {
  return options.filter(
    (factor) =>
      methods.includes(factor === 'WEB_AUTHN' ? 'passkey' : 'password') && (plain || factor !== 'PASSWORD'),
  )
}
