import { browser } from './browser.ts'

/**
 * One of the browser's storage areas, call for call. `session` lives in memory and is closed to content
 * scripts; `local` is closed to them by {@link closeToContentScripts}.
 */
export function storageArea(name: 'session' | 'local') {
  const area = browser.storage[name]
  return {
    async get(key: string): Promise<unknown> {
      return (await area.get(key))[key]
    },
    set: (items: Record<string, unknown>) => area.set(items),
    remove: (keys: string[]) => area.remove(keys),
    keys: () => area.getKeys(),
  }
}

/**
 * Content scripts can read `storage.local` unless they are shut out. Called at every start: whether the browser
 * remembers it over a restart was seen both ways. Firefox has no such thing, so nothing secret lies there.
 */
export async function closeToContentScripts(): Promise<void> {
  const area: object = browser.storage.local
  if ('setAccessLevel' in area && typeof area.setAccessLevel === 'function') {
    await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
  }
}
