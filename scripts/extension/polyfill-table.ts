import type { Plugin } from 'vite'

const TABLE = /(?<=const apiMetadata = )\{.+?\n {6}\}(?=;)/s

/** The polyfill does not start without any. */
const KEPT = 'runtime'

/**
 * The polyfill brings a table of the calls of all extension APIs, so that each gives a promise. With manifest version 3
 * each does so by itself, in the oldest browser that the manifest admits too. What is left to the polyfill are messages
 * whose listeners answer by a promise, and it has code for them. So the builds keep one row of the table.
 */
export const polyfillTable: Plugin = {
  name: 'polyfill-table',
  enforce: 'pre',
  transform(code, id) {
    return /webextension-polyfill[\\/]dist[\\/]browser-polyfill\.js$/.test(id)
      ? withoutTable(code)
      : undefined
  },
}

/** @param polyfill the source of the package */
export function withoutTable(polyfill: string): string {
  if (!TABLE.test(polyfill))
    throw new Error('webextension-polyfill has no table of APIs where it is looked for.')
  return polyfill.replace(TABLE, (table) => JSON.stringify({ [KEPT]: JSON.parse(table)[KEPT] }))
}
