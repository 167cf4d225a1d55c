import type { VaultKeys } from '../../../src/background/ports.ts'

/** Keys that outlive the worker and the browser; real ones, so that what they sealed opens with nothing else. */
export class KeptKeys implements VaultKeys {
  readonly keys = new Map<string, CryptoKey>()

  async get(name: string): Promise<CryptoKey | undefined> {
    return this.keys.get(name)
  }

  async create(name: string): Promise<CryptoKey> {
    const algorithm = { name: 'AES-GCM', length: 256 }
    const key = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt'])
    this.keys.set(name, key)
    return key
  }

  async destroy(name: string): Promise<void> {
    this.keys.delete(name)
  }
}
