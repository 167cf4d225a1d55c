import { say } from '../words/say.ts'

/** One rule of Cognito's default password policy, and whether a password follows it. */
export interface PasswordRule {
  text: string
  met: boolean
}

/** The characters that Cognito counts as special: "Adding user pool password requirements" in its guide. */
const SPECIAL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/

/**
 * Cognito's default rules. A pool may have others, which nobody who is not signed in is told: so they are shown
 * to help, and the pool has the last word.
 */
export function passwordRules(password: string): PasswordRule[] {
  return [
    { text: say('rule_length'), met: password.length >= 8 },
    { text: say('rule_uppercase'), met: /[A-Z]/.test(password) },
    { text: say('rule_lowercase'), met: /[a-z]/.test(password) },
    { text: say('rule_digit'), met: /\d/.test(password) },
    { text: say('rule_special'), met: SPECIAL.test(password.trim()) },
  ]
}
