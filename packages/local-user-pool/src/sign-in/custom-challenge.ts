import { errors } from '../errors.ts'
import type { User } from '../store/user.ts'
import { secondFactorDone } from './answer-session.ts'
import type { Answered } from './answer-session.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { claimedDevice } from './devices.ts'
import { challenge } from './open-session.ts'
import { proceed } from './sign-in-user.ts'
import { askPasswordProof } from './user-srp-auth.ts'

/** A question of the custom flow, which in Cognito a Lambda asks. */
export interface CustomChallenge {
  /** What the client is told. */
  parameters: Readonly<Record<string, string>>
  answer: string
}

const TOLERATED_WRONG_ANSWERS = 2

function ask(
  request: SignInRequest,
  user: User | undefined,
  deviceKey: string | undefined,
  at: { round: number; wrongAnswers: number },
): SignInAnswer {
  const question = request.pool.customChallenges[at.round]
  if (question === undefined) throw errors.flowDisabled('CUSTOM_AUTH')
  const USERNAME = user?.username ?? request.answers.entry('USERNAME')
  const parameters = { ...question.parameters, USERNAME }
  return challenge(request, {
    sub: user?.sub,
    deviceKey,
    step: { name: 'CUSTOM_CHALLENGE', ...at },
    parameters,
  })
}

/** The first question. */
export function askCustomChallenge(
  request: SignInRequest,
  user: User,
  deviceKey: string | undefined,
): SignInAnswer {
  return ask(request, user, deviceKey, { round: 0, wrongAnswers: 0 })
}

/** CUSTOM_AUTH: with CHALLENGE_NAME = SRP_A a password first, else the questions at once. */
export function customAuth(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  checkSecretHash(client, typed, answers.optional('SECRET_HASH'))
  if (answers.optional('CHALLENGE_NAME') === 'SRP_A') return askPasswordProof(request, 'customChallenge')
  const user = pool.users.find(typed)
  if (user === undefined && !client.preventUserExistenceErrors) throw errors.userNotFound()
  return ask(request, user, user && claimedDevice(client, user, answers), { round: 0, wrongAnswers: 0 })
}

/** CUSTOM_CHALLENGE: a wrong answer brings the question again, under a new Session. */
export function customChallenge(request: Answered): SignInAnswer {
  const { pool, user, answers, session } = request
  const { step, deviceKey } = session
  if (step.name !== 'CUSTOM_CHALLENGE') throw errors.sessionInvalid()
  const { round, wrongAnswers } = step
  if (answers.entry('ANSWER') !== pool.customChallenges[round]?.answer) {
    if (wrongAnswers >= TOLERATED_WRONG_ANSWERS) throw errors.incorrectPassword()
    return ask(request, user, deviceKey, { round, wrongAnswers: wrongAnswers + 1 })
  }
  if (round + 1 < pool.customChallenges.length)
    return ask(request, user, deviceKey, { round: round + 1, wrongAnswers })
  return proceed(request, user, secondFactorDone(request))
}
