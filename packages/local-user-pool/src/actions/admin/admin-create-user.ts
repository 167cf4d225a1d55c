import { errors } from '../../errors.ts'
import type { Parameters } from '../../parameters.ts'
import { checkPassword } from '../../password-policy.ts'
import { userFrom } from '../../plant.ts'
import type { Pool } from '../../pool.ts'
import { destination } from '../../sign-in/sent-codes.ts'
import { setPassword } from '../../store/set-password.ts'
import type { User } from '../../store/user.ts'
import type { Action } from '../action.ts'
import { attributeList, checkPool, userDescription } from './admin-subject.ts'

/** Cognito's default for TemporaryPasswordValidityDays. */
const TEMPORARY_MS = 7 * 86_400_000

function attributesOf(parameters: Parameters): Record<string, string> {
  const pairs = parameters.list('UserAttributes').map((item): [string, string] => {
    const pair: { Name?: unknown; Value?: unknown } = typeof item === 'object' && item !== null ? item : {}
    if (typeof pair.Name !== 'string' || typeof pair.Value !== 'string')
      throw errors.memberType('userAttributes')
    return [pair.Name, pair.Value]
  })
  return Object.fromEntries(pairs)
}

/** Somebody created under an e-mail address signs in by it, and is called by the sub in the pool. */
function create(pool: Pool, typed: string, given: Record<string, string>): User {
  const { sub: _sub, ...attributes } = given
  const seed = typed.includes('@')
    ? { attributes: { email: typed, email_verified: 'true', ...attributes } }
    : { username: typed, attributes }
  return userFrom(seed, pool.id, pool.random, pool.clock.now())
}

function invite(pool: Pool, user: User, code: string): void {
  const where = destination(user, false)
  if (where === undefined) return
  const { medium, to } = where
  const { username } = user
  pool.inbox.add({ at: pool.clock.now(), medium, to, username, purpose: 'sign in for the first time', code })
}

/** Creates a user with a temporary password, which goes to the inbox unless MessageAction is SUPPRESS. */
export const adminCreateUser: Action = (pool, parameters) => {
  checkPool(pool, parameters)
  const typed = parameters.required('Username')
  if (pool.users.find(typed) !== undefined) throw errors.usernameExists()
  const password =
    parameters.optional('TemporaryPassword') ?? `Temp-1${pool.random.bytes(9).toString('base64url')}`
  checkPassword(password)
  const user = create(pool, typed, attributesOf(parameters))
  setPassword(pool, user, password, pool.clock.now() + TEMPORARY_MS)
  pool.users.add(user)
  if (parameters.optional('MessageAction') !== 'SUPPRESS') invite(pool, user, password)
  return { User: { ...userDescription(user), Attributes: attributeList(user) } }
}
