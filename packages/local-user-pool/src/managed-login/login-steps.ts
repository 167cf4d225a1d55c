import { respond } from '../actions/respond-to-auth-challenge.ts'
import { errors } from '../errors.ts'
import { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import type { SignInAnswer, SignInRequest } from '../sign-in/context.ts'
import { userAuth } from '../sign-in/user-auth.ts'
import { userPasswordAuth } from '../sign-in/user-password-auth.ts'
import type { Client } from '../store/client.ts'
import type { Transaction } from './login-store.ts'

/** The pages work for a client as if it had no secret and tracked no device: they are the pool's own. */
function signInRequest(
  pool: Pool,
  client: Client,
  answers: Record<string, string>,
  sessionText?: string,
): SignInRequest {
  const own: Client = { ...client, secret: undefined, devices: 'off' }
  const completion = (sub: string): SignInAnswer => ({ signedIn: sub })
  return { pool, client: own, answers: new Parameters(answers), sessionText, completion }
}

function firstStep(pool: Pool, client: Client, form: URLSearchParams): SignInAnswer {
  const USERNAME = form.get('username') ?? ''
  if (form.get('action') !== 'passkey') {
    return userPasswordAuth(signInRequest(pool, client, { USERNAME, PASSWORD: form.get('password') ?? '' }))
  }
  const answer = userAuth(signInRequest(pool, client, { USERNAME, PREFERRED_CHALLENGE: 'WEB_AUTHN' }))
  if (answer.ChallengeName !== 'WEB_AUTHN') throw errors.webAuthnRefused()
  return answer
}

/** What the form says, under the names of the API's answers. */
function answersOf(name: string, form: URLSearchParams): Record<string, string> {
  if (name === 'SELECT_MFA_TYPE') return { ANSWER: form.get('choice') ?? '' }
  if (name === 'WEB_AUTHN') return { CREDENTIAL: form.get('credential') ?? '' }
  if (name !== 'NEW_PASSWORD_REQUIRED') return { [`${name}_CODE`]: form.get('code') ?? '' }
  const attributes = [...form].filter(([field]) => field.startsWith('userAttributes.'))
  return { ...Object.fromEntries(attributes), NEW_PASSWORD: form.get('new_password') ?? '' }
}

/** Takes what a page posted. The answer is a challenge, or says who is signed in. */
export function takeStep(
  pool: Pool,
  client: Client,
  transaction: Transaction,
  form: URLSearchParams,
): SignInAnswer {
  const { challenge } = transaction
  if (challenge === undefined) return firstStep(pool, client, form)
  const answers = { ...answersOf(challenge.name, form), USERNAME: challenge.username }
  return respond(challenge.name, signInRequest(pool, client, answers, challenge.session))
}
