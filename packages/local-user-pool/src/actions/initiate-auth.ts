import { errors } from '../errors.ts'
import type { SignInAnswer, SignInRequest } from '../sign-in/context.ts'
import { customAuth } from '../sign-in/custom-challenge.ts'
import { refreshTokenAuth } from '../sign-in/refresh-token-auth.ts'
import { userAuth } from '../sign-in/user-auth.ts'
import { userPasswordAuth } from '../sign-in/user-password-auth.ts'
import { userSrpAuth } from '../sign-in/user-srp-auth.ts'
import type { AuthFlow } from '../store/client.ts'
import type { Action } from './action.ts'

const flows: Partial<Record<string, { name: AuthFlow; start: (request: SignInRequest) => SignInAnswer }>> = {
  CUSTOM_AUTH: { name: 'CUSTOM_AUTH', start: customAuth },
  REFRESH_TOKEN: { name: 'REFRESH_TOKEN_AUTH', start: refreshTokenAuth },
  REFRESH_TOKEN_AUTH: { name: 'REFRESH_TOKEN_AUTH', start: refreshTokenAuth },
  USER_AUTH: { name: 'USER_AUTH', start: userAuth },
  USER_PASSWORD_AUTH: { name: 'USER_PASSWORD_AUTH', start: userPasswordAuth },
  USER_SRP_AUTH: { name: 'USER_SRP_AUTH', start: userSrpAuth },
}

/** Begins a sign-in, or refreshes tokens. */
export const initiateAuth: Action = (pool, parameters) => {
  const requested = parameters.required('AuthFlow')
  const client = pool.clients.usable(parameters.required('ClientId'))
  const flow = flows[requested]
  if (flow === undefined) throw errors.unsupported('authFlow', requested)
  if (!client.flows.includes(flow.name)) throw errors.flowDisabled(flow.name)
  return flow.start({
    pool,
    client,
    answers: parameters.map('AuthParameters'),
    sessionText: parameters.optional('Session'),
  })
}
