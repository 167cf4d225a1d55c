import * as v from 'valibot'
import type { StorageArea, VaultKeys } from './ports.ts'

export interface SealingPorts {
  local: StorageArea
  vaultKeys: VaultKeys
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
}

const sealedRecord = v.object({
  version: v.literal(1),
  /** The name of the key; the key itself lies elsewhere. */
  key: v.string(),
  generation: v.number(),
  /** Base64, both. */
  iv: v.string(),
  data: v.string(),
})
type Sealed = v.InferOutput<typeof sealedRecord>

/**
 * Texts in `storage.local` that only a key can open that nothing can read out (AES-GCM). Place, key and
 * generation are bound to the text: a record that was moved or renumbered does not open.
 */
export class SealedRecords {
  readonly #ports: SealingPorts

  constructor(ports: SealingPorts) {
    this.#ports = ports
  }

  async write(place: string, key: string, generation: number, text: string): Promise<void> {
    const { local, vaultKeys } = this.#ports
    const cryptoKey = (await vaultKeys.get(key)) ?? (await vaultKeys.create(key))
    const iv = this.#ports.getRandomValues(new Uint8Array(12))
    const additionalData = boundTo(place, key, generation)
    const plain = new TextEncoder().encode(text)
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, cryptoKey, plain)
    const record: Sealed = { version: 1, key, generation, iv: base64(iv), data: base64(new Uint8Array(data)) }
    await local.set({ [place]: record })
  }

  /** What can be known without opening it; undefined where nothing lies here that this version knows. */
  async look(place: string): Promise<Pick<Sealed, 'key' | 'generation'> | undefined> {
    const found = await this.#ports.local.get(place)
    return v.is(sealedRecord, found) ? found : undefined
  }

  /** Undefined where there is nothing, where the key is gone, and where somebody tampered with it. */
  async open(place: string): Promise<string | undefined> {
    const found = await this.#ports.local.get(place)
    if (!v.is(sealedRecord, found)) return undefined
    const key = await this.#ports.vaultKeys.get(found.key)
    if (key === undefined) return undefined
    const additionalData = boundTo(place, found.key, found.generation)
    try {
      const how = { name: 'AES-GCM', iv: bytesOf(found.iv), additionalData }
      return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytesOf(found.data)))
    } catch {
      return undefined
    }
  }

  async holdsKey(key: string): Promise<boolean> {
    return (await this.#ports.vaultKeys.get(key)) !== undefined
  }

  /** From here on nothing opens what was sealed with it, older values in the disk's logs included. */
  shred(key: string): Promise<void> {
    return this.#ports.vaultKeys.destroy(key)
  }

  remove(place: string): Promise<void> {
    return this.#ports.local.remove([place])
  }

  async places(prefix: string): Promise<string[]> {
    return (await this.#ports.local.keys()).filter((key) => key.startsWith(prefix))
  }
}

function boundTo(place: string, key: string, generation: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify([place, key, generation]))
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
