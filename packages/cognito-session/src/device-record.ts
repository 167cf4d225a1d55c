import type { SessionStorage } from './ports.ts'
import { isObject, parseJson } from './record-text.ts'

/** A remembered device. It outlives sign-outs. */
export interface DeviceRecord {
  deviceKey: string
  deviceGroupKey: string
  randomPassword: string
}

/** The device of a user; undefined where there is none, or nothing that can be read. */
export async function readDevice(storage: SessionStorage, key: string): Promise<DeviceRecord | undefined> {
  try {
    const value = parseJson((await storage.getItem(key)) ?? '')
    return isDevice(value) ? value : undefined
  } catch {
    return undefined
  }
}

export async function writeDevice(storage: SessionStorage, key: string, device: DeviceRecord): Promise<void> {
  await storage.setItem(key, JSON.stringify(device))
}

function isDevice(value: unknown): value is Record<string, unknown> & DeviceRecord {
  return (
    isObject(value) &&
    ['deviceKey', 'deviceGroupKey', 'randomPassword'].every((field) => typeof value[field] === 'string')
  )
}
