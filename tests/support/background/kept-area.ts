import type { StorageArea } from '../../../src/background/ports.ts'

/** A storage area that outlives the worker. Values are copied in and out, as browsers do. */
export class KeptArea implements StorageArea {
  readonly items = new Map<string, string>()
  /** All that was ever written here, overwritten and removed values included: so a disk remembers. */
  readonly log: string[] = []
  /** Whether the disk is full: nothing can be written. */
  full = false

  async get(key: string): Promise<unknown> {
    const text = this.items.get(key)
    return text === undefined ? undefined : JSON.parse(text)
  }

  async set(items: Record<string, unknown>): Promise<void> {
    if (this.full) throw new Error('QUOTA_BYTES quota exceeded')
    for (const [key, value] of Object.entries(items)) {
      this.items.set(key, JSON.stringify(value))
      this.log.push(key, JSON.stringify(value))
    }
  }

  async remove(keys: string[]): Promise<void> {
    for (const key of keys) this.items.delete(key)
  }

  async keys(): Promise<string[]> {
    return [...this.items.keys()]
  }

  /** Everything that lies here, as text, for searching it for what must not be there. */
  text(prefix = ''): string {
    return [...this.items]
      .filter(([key]) => key.startsWith(prefix))
      .map((item) => item.join('='))
      .join('\n')
  }
}
