import { errors } from '../../errors.ts'
import type { Parameters } from '../../parameters.ts'
import type { Pool } from '../../pool.ts'
import type { User } from '../../store/user.ts'

/** Refuses a call that is about another pool. */
export function checkPool(pool: Pool, parameters: Parameters): void {
  const id = parameters.required('UserPoolId')
  if (id !== pool.id) throw errors.poolMissing(id)
}

/** The user an administrator's call is about. */
export function adminSubject(pool: Pool, parameters: Parameters): User {
  checkPool(pool, parameters)
  return pool.users.get(parameters.required('Username'))
}

/** A user as administrators see it; dates are seconds with a fraction. */
export function userDescription(user: User): Record<string, unknown> {
  return {
    Username: user.username,
    Enabled: user.enabled,
    UserStatus: user.status,
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
  }
}

/** Attributes as the API lists them. */
export function attributeList(user: User): { Name: string; Value: string }[] {
  return Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({ Name, Value }))
}
