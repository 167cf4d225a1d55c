import { errors } from '../errors.ts'
import { secondFactorDone } from './answer-session.ts'
import type { Answered } from './answer-session.ts'
import type { SignInAnswer } from './context.ts'
import { challenge } from './open-session.ts'
import { deliveryParameters, sendCode } from './send-code.ts'
import { proceed } from './sign-in-user.ts'
import { enableTotp } from './software-token.ts'

function proveAddress(request: Answered, email: string): SignInAnswer {
  const { pool, user, session } = request
  const delivery = { medium: 'EMAIL', to: email, purpose: 'set up e-mail codes', length: 8 } as const
  const code = sendCode(pool, user, delivery)
  const step = { name: 'EMAIL_OTP', code, role: 'setUp', email } as const
  const parameters = { ...deliveryParameters('EMAIL', email), USER_ID_FOR_SRP: user.username }
  return challenge(request, { sub: user.sub, deviceKey: session.deviceKey, step, parameters })
}

/** MFA_SETUP: with an address, a code goes there; without, a software token must have been verified with this session. */
export function mfaSetup(request: Answered): SignInAnswer {
  const { session, user, answers } = request
  const email = answers.optional('EMAIL')
  if (email !== undefined) return proveAddress(request, email)
  if (session.step.name !== 'MFA_SETUP' || !session.step.verified) throw errors.totpNotAssociated()
  enableTotp(user)
  return proceed(request, user, secondFactorDone(request))
}
