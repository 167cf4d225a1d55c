import { errors } from '../errors.ts'
import { checkClientSecret } from '../sign-in/client-secret.ts'
import { refreshedTokens } from '../tokens/authentication-result.ts'
import type { Action } from './action.ts'

/** Refreshes tokens, with rotation or without. A DeviceKey is accepted and not compared. */
export const getTokensFromRefreshToken: Action = (pool, parameters) => {
  const refreshToken = parameters.required('RefreshToken')
  const client = pool.clients.usable(parameters.required('ClientId'))
  checkClientSecret(client, parameters.optional('ClientSecret'), () => errors.secretWrong(client.id))
  return { AuthenticationResult: refreshedTokens(pool, refreshToken, client) }
}
