import { MemoryStorage, type SessionStorage } from '@cognito-shared-session/cognito-session'
import { SealedRecords, type SealingPorts } from '../sealed-records.ts'

const DEVICE = 'device:'
const DEVICE_KEY = /^CognitoSession\.[^.]+\.[^.]+\.device\./

/**
 * What makes this browser a device that a user pool remembers, by its key in the session library's storage. It
 * stands in for a second factor and outlives sign-outs and the browser: so it lies in `storage.local`, sealed
 * under a key that nothing can read out.
 */
export class Devices implements SessionStorage {
  readonly #sealed: SealedRecords

  constructor(ports: SealingPorts) {
    this.#sealed = new SealedRecords(ports)
  }

  async getItem(key: string): Promise<string | null> {
    return (await this.#sealed.open(DEVICE + key)) ?? null
  }

  setItem(key: string, text: string): Promise<void> {
    return this.#sealed.write(DEVICE + key, sealingKey(key), 0, text)
  }

  async removeItem(key: string): Promise<void> {
    await this.#sealed.shred(sealingKey(key))
    await this.#sealed.remove(DEVICE + key)
  }
}

/** Memory for one sign-in, which ends with it; only the device comes from the store and goes there. */
export function signInStorage(devices: SessionStorage): SessionStorage {
  const memory = new MemoryStorage()
  const placeOf = (key: string) => (isDeviceKey(key) ? devices : memory)
  return {
    getItem: (key) => placeOf(key).getItem(key),
    setItem: (key, text) => placeOf(key).setItem(key, text),
    removeItem: (key) => placeOf(key).removeItem(key),
  }
}

export function isDeviceKey(key: string): boolean {
  return DEVICE_KEY.test(key)
}

function sealingKey(key: string): string {
  return `device|${key}`
}
