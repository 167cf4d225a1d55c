import { errors } from '../errors.ts'
import type { Answered } from './answer-session.ts'
import type { SignInAnswer } from './context.ts'
import { deviceOf } from './devices.ts'
import { challenge } from './open-session.ts'
import { openSrp } from './open-srp.ts'
import { provenAttempt } from './password-verifier.ts'
import { complete } from './sign-in-user.ts'

/** DEVICE_SRP_AUTH: the device answers with its own A. */
export function deviceSrpAuth(request: Answered): SignInAnswer {
  const { user, answers, session } = request
  const device = deviceOf(user, answers.entry('DEVICE_KEY'))
  if (device.verifier === undefined || session.deviceKey !== device.key) throw errors.deviceMissing()
  const identity = { group: device.groupKey, user: device.key }
  const parameters = openSrp(request, { identity, sub: user.sub, known: device.verifier, purpose: 'device' })
  return challenge(request, {
    sub: user.sub,
    deviceKey: device.key,
    step: { name: 'DEVICE_PASSWORD_VERIFIER', deviceKey: device.key },
    parameters: { ...parameters, DEVICE_KEY: device.key, USERNAME: user.username },
  })
}

/** DEVICE_PASSWORD_VERIFIER: the device proves itself, in place of a second factor. */
export function devicePasswordVerifier(request: Answered): SignInAnswer {
  const { pool, user, answers, session } = request
  const device = deviceOf(user, answers.entry('DEVICE_KEY'))
  const { attempt, close } = provenAttempt(request)
  close()
  const { purpose, identity, sub } = attempt
  if (
    purpose !== 'device' ||
    sub !== user.sub ||
    identity.user !== device.key ||
    session.deviceKey !== device.key
  ) {
    throw errors.incorrectPassword()
  }
  device.lastAuthenticatedAt = pool.clock.now()
  return complete(request, user, device.key)
}
