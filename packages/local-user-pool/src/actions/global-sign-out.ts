import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

/** Ends every sign-in of the user, at every client. */
export const globalSignOut: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  pool.refreshTokens.revokeAllOf(user.sub, pool.clock.now())
  return {}
}
