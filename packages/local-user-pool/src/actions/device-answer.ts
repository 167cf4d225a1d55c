import type { Device } from '../store/device.ts'

/** A device as the API shows it; dates are seconds with a fraction. */
export function deviceAnswer(device: Device): Record<string, unknown> {
  const attributes = {
    device_status: 'valid',
    ...(device.name === undefined ? {} : { device_name: device.name }),
    'dev:device_remembered_status': device.remembered ? 'remembered' : 'not_remembered',
  }
  return {
    DeviceKey: device.key,
    DeviceAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    DeviceCreateDate: device.createdAt / 1000,
    DeviceLastModifiedDate: device.modifiedAt / 1000,
    DeviceLastAuthenticatedDate: device.lastAuthenticatedAt / 1000,
  }
}
