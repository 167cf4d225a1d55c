import { errors } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import { checkSecretHash } from '../sign-in/client-secret.ts'
import type { Client } from '../store/client.ts'
import type { User } from '../store/user.ts'

/** Who an operation without a sign-in is about; `user` is absent for a name that nobody has, where that is kept quiet. */
export interface PublicSubject {
  client: Client
  typed: string
  user: User | undefined
}

export function publicSubject(pool: Pool, parameters: Parameters): PublicSubject {
  const client = pool.clients.usable(parameters.required('ClientId'))
  const typed = parameters.required('Username')
  checkSecretHash(client, typed, parameters.optional('SecretHash'))
  const user = pool.users.find(typed)
  if (user === undefined && !client.preventUserExistenceErrors) throw errors.userNotFound()
  return { client, typed, user }
}
