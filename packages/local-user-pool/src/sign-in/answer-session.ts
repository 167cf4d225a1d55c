import { ServiceError, errors } from '../errors.ts'
import type { AuthSession } from '../store/auth-sessions.ts'
import type { User } from '../store/user.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import type { Progress } from './progress.ts'

/** An answer to a step, with the session and the user it belongs to. */
export interface Answered extends SignInRequest {
  session: AuthSession
  user: User
}

export type Respond = (answered: Answered) => SignInAnswer

/** The user of the session, who must be the one that answers. */
function userOf({ pool, client, answers }: SignInRequest, session: AuthSession): User {
  const typed = answers.entry('USERNAME')
  // A step that is for show fails as a wrong answer would.
  if (session.sub === undefined)
    throw 'code' in session.step ? errors.codeMismatch() : errors.incorrectPassword()
  const user = pool.users.bySub(session.sub)
  if (user === undefined) throw errors.userNotFound()
  if (pool.users.find(typed) !== user) throw errors.sessionInvalid()
  checkSecretHash(client, user.username, answers.optional('SECRET_HASH'))
  if (!user.enabled) throw errors.userDisabled()
  return user
}

function isWrongAnswer(error: unknown): boolean {
  return (
    error instanceof ServiceError && ['CodeMismatchException', 'NotAuthorizedException'].includes(error.type)
  )
}

/** Answers a step: success spends the session, a wrong answer is counted against it. */
export function answerSession(
  request: SignInRequest,
  steps: readonly string[],
  respond: Respond,
): SignInAnswer {
  const { pool, client, sessionText: text } = request
  if (text === undefined || text === '') throw errors.parameterMissing('Session')
  const session = pool.sessions.usable(text, pool.clock.now())
  if (session.clientId !== client.id || !steps.includes(session.step.name)) throw errors.sessionInvalid()
  try {
    const answer = respond({ ...request, session, user: userOf(request, session) })
    session.spent = true
    return answer
  } catch (error) {
    if (isWrongAnswer(error)) session.wrongAnswers += 1
    throw error
  }
}

/** What is known once the second factor is given. */
export function secondFactorDone({ session }: Answered): Progress {
  return { deviceKey: session.deviceKey, secondFactor: 'done' }
}
