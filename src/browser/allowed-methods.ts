import { allowedMethodsIn, signInMethods, type SignInMethod } from '../contract/policy.ts'
import { managedStorage } from './managed-storage.ts'
import type { Records } from './records.ts'

/**
 * In which ways an operator lets people sign in, so that pages show no other. All of them where the browser does not
 * say: the background, which refuses then, has the last word.
 */
export const allowedMethods: Records<SignInMethod> = {
  read: () => managedStorage.read().then(allowedMethodsIn, () => [...signInMethods]),
  onChanged: (listener) => managedStorage.onChanged(() => void allowedMethods.read().then(listener)),
}
