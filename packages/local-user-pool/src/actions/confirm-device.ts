import { errors } from '../errors.ts'
import { deviceOf } from '../sign-in/devices.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}

/** Completes a device with the verifier of the password it made up. */
export const confirmDevice: Action = (pool, parameters) => {
  const { user, family } = authorize(pool, parameters.required('AccessToken'))
  const device = deviceOf(user, parameters.required('DeviceKey'))
  if (device.verifier !== undefined) throw errors.deviceExists()
  const config = parameters.map('DeviceSecretVerifierConfig')
  device.verifier = {
    salt: hex(config.entry('Salt')),
    verifier: BigInt(`0x0${hex(config.entry('PasswordVerifier'))}`).toString(16),
  }
  const name = parameters.optional('DeviceName')
  if (name !== undefined) device.name = name
  device.modifiedAt = pool.clock.now()
  const { devices } = pool.clients.usable(family.clientId)
  device.remembered = devices === 'always'
  return { UserConfirmationNecessary: devices === 'optIn' }
}
