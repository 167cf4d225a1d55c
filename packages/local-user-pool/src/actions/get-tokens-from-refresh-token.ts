import { errors } from '../errors.ts'
import { checkClientSecret } from '../sign-in/client-secret.ts'
import { refreshedTokens } from '../tokens/authentication-result.ts'
import type { Action } from './action.ts'

/** Refreshes tokens, with rotation or without. */
export const getTokensFromRefreshToken: Action = (pool, parameters) => {
  const refreshToken = parameters.required('RefreshToken')
  const client = pool.clients.usable(parameters.required('ClientId'))
  checkClientSecret(client, parameters.optional('ClientSecret'), () => errors.secretWrong(client.id))
  const presented = { refreshToken, deviceKey: parameters.optional('DeviceKey') }
  return { AuthenticationResult: refreshedTokens(pool, client, presented) }
}
