import { deviceOf } from '../sign-in/devices.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'
import { deviceAnswer } from './device-answer.ts'

/** One device of the person who is signed in. */
export const getDevice: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  return { Device: deviceAnswer(deviceOf(user, parameters.required('DeviceKey'))) }
}
