import type { SignInMethod } from '../contract/policy.ts'
import { say, type PlainKey } from '../words/say.ts'

interface Method {
  label: string
  hint: string
}

const METHODS: Readonly<Record<string, Readonly<Record<keyof Method, PlainKey>>>> = {
  SMS_MFA: { label: 'method_sms', hint: 'methodHint_sms' },
  SMS_OTP: { label: 'method_sms', hint: 'methodHint_sms' },
  EMAIL_OTP: { label: 'method_email', hint: 'methodHint_email' },
  SOFTWARE_TOKEN_MFA: { label: 'method_authenticator', hint: 'methodHint_authenticator' },
  WEB_AUTHN: { label: 'method_passkey', hint: 'methodHint_passkey' },
  PASSWORD: { label: 'password', hint: 'methodHint_passwordPlain' },
  PASSWORD_SRP: { label: 'password', hint: 'methodHint_passwordSrp' },
}

/** Cognito's names for factors, in words. A password that stays here (SRP) hides the one that is sent. */
export function methodsIn(options: readonly string[]): (Method & { value: string })[] {
  const offered = options.includes('PASSWORD_SRP') ? options.filter((name) => name !== 'PASSWORD') : options
  return offered.map((value) => {
    const known = Object.hasOwn(METHODS, value) ? METHODS[value] : undefined
    return known === undefined
      ? { value, label: value, hint: '' }
      : { value, label: say(known.label), hint: say(known.hint) }
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
