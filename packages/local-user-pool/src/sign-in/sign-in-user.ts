import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { User } from '../store/user.ts'
import { signInTokens } from '../tokens/authentication-result.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { newDevice } from './devices.ts'
import { challenge } from './open-session.ts'
import type { Progress } from './progress.ts'
import { secondFactor } from './second-factor.ts'

/** Refuses a user whom the first factor alone does not let in. */
function checkStanding(user: User): void {
  if (!user.enabled) throw errors.userDisabled()
  if (user.status === 'UNCONFIRMED') throw errors.userNotConfirmed()
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
}

/** The pool's required attributes that the user lacks. */
export function missingAttributes(pool: Pool, user: User): string[] {
  return pool.requiredAttributes.filter((name) => user.attributes[name] === undefined)
}

function newPasswordRequired(
  request: SignInRequest,
  user: User,
  deviceKey: string | undefined,
): SignInAnswer {
  const { pool } = request
  if (user.temporaryUntil !== undefined && pool.clock.now() >= user.temporaryUntil) {
    throw errors.temporaryPasswordExpired()
  }
  const parameters = {
    USER_ID_FOR_SRP: user.username,
    requiredAttributes: JSON.stringify(missingAttributes(pool, user).map((name) => `userAttributes.${name}`)),
    userAttributes: JSON.stringify(user.attributes),
  }
  return challenge(request, { sub: user.sub, deviceKey, step: { name: 'NEW_PASSWORD_REQUIRED' }, parameters })
}

/** The tokens at the end of a sign-in, with a new device where devices are tracked and none is known. */
export function complete(request: SignInRequest, user: User, deviceKey: string | undefined): SignInAnswer {
  const { pool, client, completion } = request
  if (completion !== undefined) return completion(user.sub)
  if (client.devices === 'off' || deviceKey !== undefined) {
    return { AuthenticationResult: signInTokens(pool, user, client, deviceKey), ChallengeParameters: {} }
  }
  const device = newDevice(pool, user)
  const tokens = signInTokens(pool, user, client, device.key)
  const NewDeviceMetadata = { DeviceGroupKey: device.groupKey, DeviceKey: device.key }
  return { AuthenticationResult: { ...tokens, NewDeviceMetadata }, ChallengeParameters: {} }
}

/** What follows when the first factor is given: the next challenge, or tokens. */
export function proceed(request: SignInRequest, user: User, progress: Progress): SignInAnswer {
  checkStanding(user)
  const { deviceKey } = progress
  if (user.status === 'FORCE_CHANGE_PASSWORD') return newPasswordRequired(request, user, deviceKey)
  const device = user.devices.find(({ key }) => key === deviceKey)
  if (device?.remembered === true && device.verifier !== undefined && progress.secondFactor === 'due') {
    const step = { name: 'DEVICE_SRP_AUTH', deviceKey: device.key } as const
    const parameters = { USERNAME: user.username, DEVICE_KEY: device.key }
    return challenge(request, { sub: user.sub, deviceKey, step, parameters })
  }
  return secondFactor(request, user, progress) ?? complete(request, user, deviceKey)
}
