import { errors } from '../errors.ts'
import type { MfaMethod, User } from '../store/user.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { challenge } from './open-session.ts'
import type { Progress } from './progress.ts'
import { deliveryParameters, sendCode } from './send-code.ts'

const setUpChoices: readonly MfaMethod[] = ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']

interface Due {
  user: User
  deviceKey: string | undefined
}

function smsMfa(request: SignInRequest, { user, deviceKey }: Due): SignInAnswer {
  const to = user.attributes.phone_number
  if (to === undefined) throw errors.mfaUndeliverable('SMS_MFA')
  const code = sendCode(request.pool, user, { medium: 'SMS', to, purpose: 'sign in', length: 6 })
  const step = { name: 'SMS_MFA', code, role: 'secondFactor' } as const
  const parameters = { ...deliveryParameters('SMS', to), USER_ID_FOR_SRP: user.username }
  return challenge(request, { sub: user.sub, deviceKey, step, parameters })
}

function emailMfa(request: SignInRequest, { user, deviceKey }: Due): SignInAnswer {
  const to = user.attributes.email
  if (to === undefined) throw errors.mfaUndeliverable('EMAIL_OTP')
  const code = sendCode(request.pool, user, { medium: 'EMAIL', to, purpose: 'sign in', length: 8 })
  const step = { name: 'EMAIL_OTP', code, role: 'secondFactor' } as const
  const parameters = { ...deliveryParameters('EMAIL', to), USER_ID_FOR_SRP: user.username }
  return challenge(request, { sub: user.sub, deviceKey, step, parameters })
}

function softwareTokenMfa(request: SignInRequest, { user, deviceKey }: Due): SignInAnswer {
  const name = user.attributes.name ?? user.username
  const parameters = { FRIENDLY_DEVICE_NAME: name, USER_ID_FOR_SRP: user.username }
  return challenge(request, { sub: user.sub, deviceKey, step: { name: 'SOFTWARE_TOKEN_MFA' }, parameters })
}

const askFor: Record<MfaMethod, (request: SignInRequest, due: Due) => SignInAnswer> = {
  EMAIL_OTP: emailMfa,
  SMS_MFA: smsMfa,
  SOFTWARE_TOKEN_MFA: softwareTokenMfa,
}

/** Asks for one second factor. */
export function askSecondFactor(request: SignInRequest, method: MfaMethod, due: Due): SignInAnswer {
  return askFor[method](request, due)
}

/** The challenge for the second factor that is due; undefined where none is. */
export function secondFactor(
  request: SignInRequest,
  user: User,
  progress: Progress,
): SignInAnswer | undefined {
  if (progress.secondFactor === 'done') return undefined
  const { enabled, preferred } = user.mfa
  const due = { user, deviceKey: progress.deviceKey }
  const [only, ...others] = enabled
  const method = preferred ?? (others.length === 0 ? only : undefined)
  if (method !== undefined) return askSecondFactor(request, method, due)
  const { sub, username: USER_ID_FOR_SRP } = user
  if (only !== undefined) {
    const step = { name: 'SELECT_MFA_TYPE', choices: [...enabled] } as const
    const parameters = { MFAS_CAN_CHOOSE: JSON.stringify(enabled), USER_ID_FOR_SRP }
    return challenge(request, { sub, deviceKey: progress.deviceKey, step, parameters })
  }
  if (!request.client.mfaRequired) return undefined
  const step = { name: 'MFA_SETUP', verified: false } as const
  const parameters = { MFAS_CAN_SETUP: JSON.stringify(setUpChoices), USER_ID_FOR_SRP }
  return challenge(request, { sub, deviceKey: progress.deviceKey, step, parameters })
}
