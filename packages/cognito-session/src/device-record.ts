import { keyIn } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import { asObject, isString, parseJson } from './record-text.ts'

/** A remembered device. It outlives sign-outs. */
export interface DeviceRecord {
  deviceKey: string
  deviceGroupKey: string
  randomPassword: string
}

/** The device of a user; undefined where there is none, or nothing that can be read. */
export async function readDevice(pool: PoolContext, username: string): Promise<DeviceRecord | undefined> {
  try {
    const value = parseJson((await pool.storage.getItem(keyIn(pool, 'device', username))) ?? '')
    return isDevice(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isDevice(value: unknown): value is DeviceRecord {
  const { deviceKey, deviceGroupKey, randomPassword } = asObject(value)
  return [deviceKey, deviceGroupKey, randomPassword].every(isString)
}
