import { realpathSync } from 'node:fs'
import { join, relative } from 'node:path'

/** As bundlers name it, whatever links lead here. */
const root = realpathSync(join(import.meta.dirname, '../../..'))

/** Where a piece of a script comes from. */
export interface Origin {
  /** A package's name, a room of `src` by its path, or one of our packages by its path. */
  name: string
  /** Where it is installed, if it is somebody else's. */
  folder?: string
}

/** What bundlers add by themselves, by how they name such modules. */
const ADDED = /^\0(rolldown|vite)\//

/** Modules that have no file: one of vite's that vite.config.ts writes anew, and what the manifest is while it is built. */
const OURS: Readonly<Record<string, string>> = {
  '\0vite/preload-helper.js': 'vite.config.ts',
  '/@crx/manifest': 'manifest.json',
}

/**
 * Whose a module is, by the id that the bundler knows it under.
 *
 * @example originOf('/a/node_modules/preact/hooks/dist/hooks.mjs') // { name: 'preact', folder: '/a/node_modules/preact' }
 * @throws Error for what is neither ours, nor installed, nor the bundler's
 */
export function originOf(id: string): Origin {
  const path = id.replace(/[?#].*$/, '').replaceAll('\\', '/')
  const installed = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.replace(/^\0/, ''))
  if (installed !== null) return { folder: installed[0], name: installed[1] ?? '' }
  const written = OURS[path]
  if (written !== undefined) return { name: written }
  const bundler = ADDED.exec(path)?.[1]
  if (bundler !== undefined) return { name: bundler, folder: join(root, 'node_modules', bundler) }
  const own = /^((?:src|packages)\/[^/]+)\//.exec(relative(root, path).replaceAll('\\', '/'))?.[1]
  if (own === undefined)
    throw new Error(`Nobody knows whose ${JSON.stringify(id)} is, and it is in a script.`)
  return { name: own }
}
