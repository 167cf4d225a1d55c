import { browser } from './browser.ts'

/** What an operator decided for this browser. Nobody here can write it; `policyFrom` in the contract reads it. */
export const managedStorage = {
  /** Empty where no operator decided anything. Firefox rejects then, and only then in these words. */
  async read(): Promise<Record<string, unknown>> {
    try {
      return await browser.storage.managed.get()
    } catch (error) {
      if (/manifest not found/i.test(String(error instanceof Error ? error.message : error))) return {}
      throw error
    }
  },
  /** Calls back when an operator changed their mind. Returns what stops it. */
  onChanged(listener: () => void): () => void {
    const changed = (_: unknown, area: string) => area === 'managed' && listener()
    browser.storage.onChanged.addListener(changed)
    return () => browser.storage.onChanged.removeListener(changed)
  },
}
