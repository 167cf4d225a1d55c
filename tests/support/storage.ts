import type { Browser } from 'webextension-polyfill'
import type { LoadedExtension } from './extension.ts'

/** All that lies in a storage area, read from within the extension. */
export async function stored(
  { inside }: LoadedExtension,
  area: 'session' | 'local',
): Promise<Record<string, unknown>> {
  return inside.evaluate((area) => {
    const world: object = globalThis
    const chrome: Browser = Reflect.get(world, 'chrome')
    return chrome.storage[area].get(null)
  }, area)
}
