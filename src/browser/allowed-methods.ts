import { signInMethods, type SignInMethod } from '../contract/policy.ts'
import { policies, type Records } from './records.ts'

/** In which ways an operator lets people sign in, so that pages show no other: all, where none decided anything. */
export const allowedMethods: Records<SignInMethod> = {
  read: async () => [...((await policies.read())[0]?.allowedMethods ?? signInMethods)],
  onChanged: (listener) => policies.onChanged(() => void allowedMethods.read().then(listener)),
}
