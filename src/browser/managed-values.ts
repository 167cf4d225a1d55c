import { managedStorage } from './managed-storage.ts'
import { policies, type Records } from './records.ts'

/** What an operator wrote, key by key, as the browser passed it on. */
export const managedValues: Records<readonly [key: string, value: unknown]> = {
  read: async () => Object.entries(await managedStorage.read().catch(() => ({}))),
  onChanged: (listener) => policies.onChanged(() => void managedValues.read().then(listener)),
}
