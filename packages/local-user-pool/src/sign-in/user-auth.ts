import { errors } from '../errors.ts'
import type { FirstFactor } from '../store/auth-sessions.ts'
import { checkAssertion } from '../webauthn/assert.ts'
import type { Answered } from './answer-session.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { askFirstFactor, availableFactors, pretendCode } from './first-factors.ts'
import { challenge } from './open-session.ts'
import { proceed } from './sign-in-user.ts'
import { askPasswordProof } from './user-srp-auth.ts'

function offer(
  request: SignInRequest,
  sub: string | undefined,
  USERNAME: string,
  available: FirstFactor[],
): SignInAnswer {
  const step = { name: 'SELECT_CHALLENGE' } as const
  return { ...challenge(request, { sub, step, parameters: { USERNAME } }), AvailableChallenges: available }
}

/** What somebody sees who does not exist: what anybody with a password sees. */
function pretend(request: SignInRequest, typed: string, preferred: string | undefined): SignInAnswer {
  if (!request.client.preventUserExistenceErrors) throw errors.userNotFound()
  if (preferred === 'EMAIL_OTP' || preferred === 'SMS_OTP') return pretendCode(request, preferred)
  if (preferred === 'PASSWORD_SRP') return askPasswordProof(request, 'password')
  if (preferred === 'PASSWORD') throw errors.incorrectPassword()
  return offer(request, undefined, typed, ['PASSWORD', 'PASSWORD_SRP'])
}

/** USER_AUTH: the preferred first factor if the user has it, else the choice. */
export function userAuth(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  const preferred = answers.optional('PREFERRED_CHALLENGE')
  checkSecretHash(client, typed, answers.optional('SECRET_HASH'))
  const user = pool.users.find(typed)
  if (user === undefined) return pretend(request, typed, preferred)
  const available = availableFactors(client, user)
  const factor = available.find((name) => name === preferred)
  return factor === undefined
    ? offer(request, user.sub, user.username, available)
    : askFirstFactor(request, user, factor)
}

/** SELECT_CHALLENGE: the person chooses; also instead of a passkey that was asked for. */
export function selectChallenge(request: Answered): SignInAnswer {
  const { client, user, answers } = request
  const answer = answers.entry('ANSWER')
  const factor = availableFactors(client, user).find((name) => name === answer)
  if (factor === undefined) throw errors.unsupported('answer', answer)
  return askFirstFactor(request, user, factor)
}

/** WEB_AUTHN: the passkey's signature. A passkey needs no second factor. */
export function webAuthn(request: Answered): SignInAnswer {
  const { pool, user, answers, session } = request
  if (session.step.name !== 'WEB_AUTHN') throw errors.sessionInvalid()
  const { challenge: text } = session.step
  const ceremony = { type: 'webauthn.get', challenge: text, relyingParty: pool.relyingParty } as const
  checkAssertion(user, answers.entry('CREDENTIAL'), ceremony)
  return proceed(request, user, { deviceKey: undefined, secondFactor: 'done' })
}
