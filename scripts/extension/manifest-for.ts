import manifest from '../../manifest.json' with { type: 'json' }

/** Each has a manifest of its own, made from the one at the top. */
export type Browser = 'chrome' | 'firefox'

/** What Firefox tells a person before the install: names and passwords go to Cognito, and nothing goes elsewhere. */
const COLLECTED: { required: 'authenticationInfo'[] } = { required: ['authenticationInfo'] }

/**
 * Firefox tells the two kinds of toolbar apart; its `light` is for a theme whose texts are light, so for a dark one.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/action
 */
const THEME_ICONS = [16, 32].map((size) => ({
  dark: `icons/on-light/${size}.png`,
  light: `icons/on-dark/${size}.png`,
  size,
}))

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
    const action = { ...shared.action, theme_icons: THEME_ICONS }
    return { ...shared, action, browser_specific_settings: { gecko } }
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
