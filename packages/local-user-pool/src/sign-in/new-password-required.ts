import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import { checkPassword } from '../password-policy.ts'
import { setPassword } from '../store/set-password.ts'
import type { User } from '../store/user.ts'
import type { Answered } from './answer-session.ts'
import type { SignInAnswer } from './context.ts'
import { missingAttributes, proceed } from './sign-in-user.ts'

const prefix = 'userAttributes.'

/** The attributes that come with the new password. Addresses the user already has cannot be changed here. */
function givenAttributes(user: User, answers: Parameters): Record<string, string> {
  const names = answers.names().filter((name) => name.startsWith(prefix))
  const given = names.map((name): [string, string] => [
    name.slice(prefix.length),
    answers.optional(name) ?? '',
  ])
  for (const [name] of given) {
    const fixed = name === 'email' || name === 'phone_number'
    if (fixed && user.attributes[name] !== undefined) throw errors.attributeFixed(name)
    if (name === 'sub' || name.endsWith('_verified')) throw errors.attributeUnwritable()
  }
  return Object.fromEntries(given)
}

/** NEW_PASSWORD_REQUIRED: the temporary password gives way to one of the person's own. */
export function newPasswordRequired(request: Answered): SignInAnswer {
  const { pool, user, answers, session } = request
  const password = answers.entry('NEW_PASSWORD')
  const attributes = { ...user.attributes, ...givenAttributes(user, answers) }
  const [missing] = missingAttributes(pool, { ...user, attributes })
  if (missing !== undefined) throw errors.attributeRequired(missing)
  checkPassword(password)
  user.attributes = attributes
  setPassword(pool, user, password)
  return proceed(request, user, { deviceKey: session.deviceKey, secondFactor: 'due' })
}
