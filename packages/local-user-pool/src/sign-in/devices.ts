import { errors } from '../errors.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import type { Device } from '../store/device.ts'
import type { User } from '../store/user.ts'
import type { Parameters } from '../parameters.ts'

/** The device of a key, confirmed or not. */
export function deviceOf(user: User, key: string): Device {
  const device = user.devices.find((candidate) => candidate.key === key)
  if (device === undefined) throw errors.deviceMissing()
  return device
}

/** The device key of an answer, which must be of one of the user's devices; both libraries forget it when it is not. */
export function claimedDevice(client: Client, user: User, answers: Parameters): string | undefined {
  const key = answers.optional('DEVICE_KEY')
  if (key === undefined || client.devices === 'off') return undefined
  return deviceOf(user, key).key
}

/** A device in the making, which ConfirmDevice completes. */
export function newDevice(pool: Pool, user: User): Device {
  const now = pool.clock.now()
  const device: Device = {
    key: `${pool.region}_${pool.random.uuid()}`,
    groupKey: `-${pool.random.bytes(6).toString('base64url')}`,
    remembered: false,
    createdAt: now,
    modifiedAt: now,
    lastAuthenticatedAt: now,
  }
  user.devices.push(device)
  return device
}
