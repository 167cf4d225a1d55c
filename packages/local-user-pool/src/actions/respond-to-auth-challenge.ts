import { errors } from '../errors.ts'
import type { SignInAnswer, SignInRequest } from '../sign-in/context.ts'
import { passwordVerifier } from '../sign-in/password-verifier.ts'
import type { Action } from './action.ts'

const challenges: Partial<Record<string, (request: SignInRequest) => SignInAnswer>> = {
  PASSWORD_VERIFIER: passwordVerifier,
}

/** Answers a challenge. */
export const respondToAuthChallenge: Action = (pool, parameters) => {
  const client = pool.clients.usable(parameters.required('ClientId'))
  const name = parameters.required('ChallengeName')
  const respond = challenges[name]
  if (respond === undefined) throw errors.unsupported('challengeName', name)
  return respond({ pool, client, answers: parameters.map('ChallengeResponses') })
}
