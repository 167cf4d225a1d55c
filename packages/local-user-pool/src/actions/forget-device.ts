import { deviceOf } from '../sign-in/devices.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

/** Forgets a device; refresh tokens that belong to it stop serving. */
export const forgetDevice: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const { key } = deviceOf(user, parameters.required('DeviceKey'))
  user.devices = user.devices.filter((device) => device.key !== key)
  return {}
}
