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
    { text: 'At least 8 characters', met: password.length >= 8 },
    { text: 'An uppercase letter, A to Z', met: /[A-Z]/.test(password) },
    { text: 'A lowercase letter, a to z', met: /[a-z]/.test(password) },
    { text: 'A digit, 0 to 9', met: /\d/.test(password) },
    { text: 'A special character, as ! or ?', met: SPECIAL.test(password.trim()) },
  ]
}
