import { authorize } from '../tokens/authorize.ts'
import type { User } from '../store/user.ts'
import type { Action } from './action.ts'

/** Absent where the user has no second factor. */
export function mfaSettings({ mfa }: User): Record<string, unknown> {
  return {
    ...(mfa.enabled.length === 0 ? {} : { UserMFASettingList: mfa.enabled }),
    ...(mfa.preferred === undefined ? {} : { PreferredMfaSetting: mfa.preferred }),
  }
}

/** The attributes of the user an access token speaks for. */
export const getUser: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const attributes = Object.entries({ sub: user.sub, ...user.attributes })
  return {
    Username: user.username,
    UserAttributes: attributes.map(([Name, Value]) => ({ Name, Value })),
    ...mfaSettings(user),
  }
}
