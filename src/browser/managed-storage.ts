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
  /** Calls back when an operator changed their mind. Must be called synchronously at the start of the worker. */
  onChanged(listener: () => void): void {
    browser.storage.onChanged.addListener((_, area) => {
      if (area === 'managed') listener()
    })
  },
}
