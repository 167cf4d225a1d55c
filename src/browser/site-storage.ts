import { browser } from './browser.ts'
import { hostPattern, type Origin } from '../contract/identity.ts'

/** What a Cognito library stored on a page's site, and where the page is. */
export interface SiteItems {
  origin: string
  items: Record<string, string>
}

/**
 * Reads and removes what a site's own Cognito library stored. The functions run in the extension's world of the
 * page: the site can change what is stored, but not what `getItem` does there.
 */
export const siteStorage = {
  /** @throws where no script may run */
  async read(tabId: number): Promise<SiteItems> {
    const [answer] = await browser.scripting.executeScript({ target: { tabId }, func: readItems })
    return siteItems(answer?.result)
  },

  /** Removes these keys in every open page of the site, and says how many pages there were. */
  async remove(origin: Origin, keys: readonly string[]): Promise<number> {
    const tabs = await browser.tabs.query({ url: hostPattern(origin) })
    const removals = tabs.flatMap(({ id, discarded }) =>
      id === undefined || discarded === true
        ? []
        : [
            browser.scripting.executeScript({
              target: { tabId: id },
              func: removeItems,
              args: [origin, keys],
            }),
          ],
    )
    const answers = await Promise.allSettled(removals)
    return answers.filter((answer) => answer.status === 'fulfilled' && answer.value[0]?.result === true)
      .length
  },
}

/** As much of `Storage` as is needed: the worker itself, for which this is compiled too, has none. */
interface PageStorage {
  getItem(key: string): string | null
  removeItem(key: string): void
}

/** Runs in the page: nothing from outside this function is there. */
function readItems(): SiteItems {
  const prefix = 'CognitoIdentityServiceProvider.'
  const items: Record<string, string> = {}
  for (const area of ['sessionStorage', 'localStorage']) {
    const storage: PageStorage = Reflect.get(globalThis, area)
    for (const key of Object.keys(storage)) {
      const value = key.startsWith(prefix) ? storage.getItem(key) : null
      if (value !== null && value.length < 20_000 && Object.keys(items).length < 500) items[key] = value
    }
  }
  return { origin: location.origin, items }
}

/** Runs in the page. */
function removeItems(origin: string, keys: readonly string[]): boolean {
  if (location.origin !== origin) return false
  for (const area of ['sessionStorage', 'localStorage']) {
    const storage: PageStorage = Reflect.get(globalThis, area)
    for (const key of keys) storage.removeItem(key)
  }
  return true
}

function siteItems(result: unknown): SiteItems {
  if (typeof result === 'object' && result !== null && 'origin' in result && 'items' in result) {
    const { origin, items } = result
    if (typeof origin === 'string' && typeof items === 'object' && items !== null) {
      const texts = Object.entries(items).filter(
        (item): item is [string, string] => typeof item[1] === 'string',
      )
      return { origin, items: Object.fromEntries(texts) }
    }
  }
  throw new Error('The browser did not say what the page stores.')
}
