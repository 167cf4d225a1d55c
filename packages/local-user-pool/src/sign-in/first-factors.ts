import { errors } from '../errors.ts'
import { digits } from '../inbox.ts'
import type { FirstFactor } from '../store/auth-sessions.ts'
import type { Client } from '../store/client.ts'
import type { User } from '../store/user.ts'
import { requestOptions } from '../webauthn/assert.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { claimedDevice } from './devices.ts'
import { challenge } from './open-session.ts'
import { deliveryParameters, sendCode } from './send-code.ts'
import { proceed } from './sign-in-user.ts'
import { userByPassword } from './user-password-auth.ts'
import { askPasswordProof } from './user-srp-auth.ts'

const CODE_LENGTH = 8

/** The first factors that the client allows and the user has. */
export function availableFactors(client: Client, user: User): FirstFactor[] {
  const has: Record<FirstFactor, boolean> = {
    PASSWORD: user.verifier !== undefined,
    PASSWORD_SRP: user.verifier !== undefined,
    EMAIL_OTP: user.attributes.email !== undefined && user.attributes.email_verified === 'true',
    SMS_OTP: user.attributes.phone_number !== undefined && user.attributes.phone_number_verified === 'true',
    WEB_AUTHN: user.passkeys.length > 0,
  }
  return client.firstFactors.filter((factor) => has[factor])
}

const addresses = {
  EMAIL_OTP: { attribute: 'email', medium: 'EMAIL' },
  SMS_OTP: { attribute: 'phone_number', medium: 'SMS' },
} as const

function askCode(request: SignInRequest, user: User, name: 'EMAIL_OTP' | 'SMS_OTP'): SignInAnswer {
  const { attribute, medium } = addresses[name]
  const to = user.attributes[attribute]
  if (to === undefined) throw errors.mfaUndeliverable(name)
  const code = sendCode(request.pool, user, { medium, to, purpose: 'sign in', length: CODE_LENGTH })
  const deviceKey = claimedDevice(request.client, user, request.answers)
  const parameters = { ...deliveryParameters(medium, to), USERNAME: user.username }
  return challenge(request, {
    sub: user.sub,
    deviceKey,
    step: { name, code, role: 'firstFactor' },
    parameters,
  })
}

/** The same challenge for a name that nobody has. */
export function pretendCode(request: SignInRequest, name: 'EMAIL_OTP' | 'SMS_OTP'): SignInAnswer {
  const { medium } = addresses[name]
  const USERNAME = request.answers.entry('USERNAME')
  const to = medium === 'SMS' ? '+15555550100' : `${USERNAME}@example.com`
  const code = digits(request.pool.random, CODE_LENGTH)
  const parameters = { ...deliveryParameters(medium, to), USERNAME }
  return challenge(request, { sub: undefined, step: { name, code, role: 'firstFactor' }, parameters })
}

function askPasskey(request: SignInRequest, user: User): SignInAnswer {
  const text = request.pool.random.bytes(32).toString('base64url')
  const options = JSON.stringify(requestOptions(request.pool, user, text))
  const parameters = { CREDENTIAL_REQUEST_OPTIONS: options, USERNAME: user.username }
  return challenge(request, { sub: user.sub, step: { name: 'WEB_AUTHN', challenge: text }, parameters })
}

/** Asks for one first factor, or takes it where it came along. */
export function askFirstFactor(request: SignInRequest, user: User, factor: FirstFactor): SignInAnswer {
  switch (factor) {
    case 'PASSWORD': {
      userByPassword(request)
      const deviceKey = claimedDevice(request.client, user, request.answers)
      return proceed(request, user, { deviceKey, secondFactor: 'due' })
    }
    case 'PASSWORD_SRP':
      return askPasswordProof(request, 'password')
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      return askCode(request, user, factor)
    case 'WEB_AUTHN':
      return askPasskey(request, user)
  }
}
