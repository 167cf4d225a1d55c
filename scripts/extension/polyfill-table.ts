import type { Plugin } from 'vite'
import manifest from '../../manifest.json' with { type: 'json' }

/** What the extension may call: what the manifest asks for, and what needs no asking. */
const APIS = [...manifest.permissions, 'commands', 'permissions', 'runtime', 'tabs', 'windows']

const TABLE = /(?<=const apiMetadata = )\{.+?\n {6}\}(?=;)/s

/**
 * The polyfill brings a table of all calls of all extension APIs, so that each gives a promise. The rows of APIs that
 * this extension does not have are left out of the builds: there is nothing to wrap.
 */
export const polyfillTable: Plugin = {
  name: 'polyfill-table',
  enforce: 'pre',
  transform(code, id) {
    return /webextension-polyfill[\\/]dist[\\/]browser-polyfill\.js$/.test(id)
      ? withRowsOf(APIS, code)
      : undefined
  },
}

/** @param polyfill the source of the package */
export function withRowsOf(apis: readonly string[], polyfill: string): string {
  if (!TABLE.test(polyfill))
    throw new Error('webextension-polyfill has no table of APIs where it is looked for.')
  return polyfill.replace(TABLE, (table) => {
    const rows: [string, unknown][] = Object.entries(JSON.parse(table))
    return JSON.stringify(Object.fromEntries(rows.filter(([api]) => apis.includes(api))))
  })
}
