import { signInMethods, type SignInMethod } from '../contract/policy.ts'
import { list, say } from '../words/say.ts'

/** Why ways to sign in are missing; undefined where none is. */
export function policyWord(allowed: readonly SignInMethod[]): string | undefined {
  if (allowed.length === 0) return say('policyAllOff')
  if (allowed.join() === 'managedLogin') return say('policyOwnPagesOnly')
  const off = signInMethods.filter((method) => !allowed.includes(method))
  if (off.length === 0) return undefined
  return say('policyOff', { methods: list(off.map((method) => say(`policyMethod_${method}`))) })
}
