import { errors } from '../errors.ts'
import { refreshedTokens } from '../tokens/authentication-result.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'

/** REFRESH_TOKEN_AUTH: for clients that do not rotate; SECRET_HASH is over the pool's user name. */
export function refreshTokenAuth({ pool, client, answers }: SignInRequest): SignInAnswer {
  const refreshToken = answers.entry('REFRESH_TOKEN')
  if (client.rotation !== undefined) throw errors.flowDisabled('REFRESH_TOKEN_AUTH')
  const owner = pool.users.bySub(pool.refreshTokens.find(refreshToken)?.family.sub ?? '')
  checkSecretHash(client, owner?.username ?? '', answers.optional('SECRET_HASH'))
  const tokens = refreshedTokens(pool, client, { refreshToken, deviceKey: answers.optional('DEVICE_KEY') })
  return { AuthenticationResult: tokens, ChallengeParameters: {} }
}
