import { signInMethods, type SignInMethod } from '../contract/policy.ts'

const WHO = 'Whoever manages this browser'

const NAMES: Record<SignInMethod, string> = {
  password: 'passwords and codes',
  managedLogin: 'the user pools’ own sign-in pages',
  passkey: 'passkeys',
}

/** Why ways to sign in are missing; undefined where none is. */
export function policyWord(allowed: readonly SignInMethod[]): string | undefined {
  if (allowed.length === 0) return `${WHO} switched signing in off.`
  if (allowed.join() === 'managedLogin') {
    return `${WHO} lets people sign in on the user pools’ own pages alone.`
  }
  const off = signInMethods.filter((method) => !allowed.includes(method))
  return off.length === 0
    ? undefined
    : `${WHO} switched ${off.map((method) => NAMES[method]).join(' and ')} off.`
}
