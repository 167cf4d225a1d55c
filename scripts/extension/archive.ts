import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** A fixed moment, in local time as zip wants it: the same files give the same bytes on every day and machine. */
const MOMENT = new Date(2020, 0, 1)

/** Contents by path, with forward slashes. */
export type Packed = Record<string, Uint8Array>

/** Folders, wherever they stand, that are made or installed and are no sources. */
const MADE: ReadonlySet<string> = new Set(['.git', 'node_modules', 'dist', 'test-results', 'results'])

/** Every file in a folder but for what lies under folders of these names. */
export function filesIn(folder: string, without: ReadonlySet<string> = new Set()): Packed {
  const packed: Packed = {}
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile()) packed[entry.name] = readFileSync(path)
    if (!entry.isDirectory() || without.has(entry.name)) continue
    for (const [name, bytes] of Object.entries(filesIn(path, without)))
      packed[`${entry.name}/${name}`] = bytes
  }
  return packed
}

/** Files that are made too, or nobody's business: an extension's private key above all. */
const PRIVATE = /(^|\/)\.env|\.(pem|key|tgz|tsbuildinfo)$/

/** What is published as the sources of what is built in this folder. */
export function sourcesIn(root: string): Packed {
  return Object.fromEntries(Object.entries(filesIn(root, MADE)).filter(([name]) => !PRIVATE.test(name)))
}

/**
 * Packs files as stores and browsers take them, byte for byte the same for the same contents.
 *
 * @example archive(filesIn('dist/firefox'))
 */
export function archive(packed: Packed): Uint8Array {
  const sorted = Object.entries(packed).sort(([a], [b]) => (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(sorted), { mtime: MOMENT, level: 9 })
}
