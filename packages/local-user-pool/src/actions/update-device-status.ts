import { errors } from '../errors.ts'
import { deviceOf } from '../sign-in/devices.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

/** Remembers a device, or no longer. */
export const updateDeviceStatus: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const device = deviceOf(user, parameters.required('DeviceKey'))
  const status = parameters.optional('DeviceRememberedStatus') ?? 'not_remembered'
  if (status !== 'remembered' && status !== 'not_remembered') {
    throw errors.unsupported('deviceRememberedStatus', status)
  }
  device.remembered = status === 'remembered'
  device.modifiedAt = pool.clock.now()
  return {}
}
