import { errors } from './errors.ts'

/** Cognito's default policy, with its sentences. */
const rules: readonly [RegExp, string][] = [
  [/^.{8,256}$/s, 'Password not long enough'],
  [/[A-Z]/, 'Password must have uppercase characters'],
  [/[a-z]/, 'Password must have lowercase characters'],
  [/\d/, 'Password must have numeric characters'],
  [/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/, 'Password must have symbol characters'],
]

/** Refuses a password that breaks a rule. */
export function checkPassword(password: string): void {
  for (const [rule, reason] of rules) if (!rule.test(password)) throw errors.passwordPolicy(reason)
}
