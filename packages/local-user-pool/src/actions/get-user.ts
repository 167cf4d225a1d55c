import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

/** The attributes of the user an access token speaks for. */
export const getUser: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const attributes = Object.entries({ sub: user.sub, ...user.attributes })
  return {
    Username: user.username,
    UserAttributes: attributes.map(([Name, Value]) => ({ Name, Value })),
  }
}
