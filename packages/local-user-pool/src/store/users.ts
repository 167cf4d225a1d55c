import { errors } from '../errors.ts'
import type { User } from './user.ts'

/** Cognito's pools fold the case of user names and e-mail addresses unless told otherwise at their creation. */
function folded(name: string): string {
  return name.toLowerCase()
}

/** The users of the pool, found by user name, sub or verified alias. */
export class Users {
  readonly #users = new Map<string, User>()

  add(user: User): void {
    this.#users.set(folded(user.username), user)
  }

  delete(username: string): void {
    this.#users.delete(folded(username))
  }

  all(): User[] {
    return [...this.#users.values()]
  }

  /** By what a person types: the user name, the sub, a verified e-mail address or telephone number. */
  find(typed: string): User | undefined {
    const wanted = folded(typed)
    return this.#users.get(wanted) ?? this.all().find((user) => user.sub === wanted || hasAlias(user, wanted))
  }

  /** By the sub that a token carries. */
  bySub(sub: string): User | undefined {
    return this.all().find((user) => user.sub === sub)
  }

  get(typed: string): User {
    const user = this.find(typed)
    if (user === undefined) throw errors.userNotFound()
    return user
  }
}

function hasAlias(user: User, wanted: string): boolean {
  return ['email', 'phone_number'].some((alias) => {
    const value = user.attributes[alias]
    return value !== undefined && folded(value) === wanted && user.attributes[`${alias}_verified`] === 'true'
  })
}
