import manifest from '../../manifest.json' with { type: 'json' }

/** Each has a manifest of its own, made from the one at the top. */
export type Browser = 'chrome' | 'firefox'

/** What Firefox tells a person before the install: names and passwords go to Cognito, and nothing goes elsewhere. */
const COLLECTED: { required: 'authenticationInfo'[] } = { required: ['authenticationInfo'] }

/**
 * The manifest that one browser gets. Only Chromium lets pages speak to an extension by name; Firefox warns of
 * every key that it does not know.
 *
 * @param sites match patterns of pages that may speak to the extension before a grant
 */
export function manifestFor(browser: Browser, sites: readonly string[]) {
  const { key, minimum_chrome_version, storage, browser_specific_settings, ...shared } = manifest
  if (browser === 'firefox') {
    const gecko = { ...browser_specific_settings.gecko, data_collection_permissions: COLLECTED }
    return { ...shared, browser_specific_settings: { gecko } }
  }
  const externally_connectable = { ids: [], matches: [...sites] }
  return { ...shared, key, minimum_chrome_version, storage, externally_connectable }
}

/** The sites an operator names at build time, and for the demonstration those of this machine. */
export function externalSites(named: string | undefined, demo: boolean): string[] {
  const local = demo ? ['http://localhost/*', 'http://127.0.0.1/*'] : []
  const sites = [...local, ...(named ?? '').split(',').map((site) => site.trim())]
  return [...new Set(sites)].filter((site) => site !== '')
}
