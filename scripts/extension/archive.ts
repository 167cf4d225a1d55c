import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** A fixed moment, in local time as zip wants it: the same files give the same bytes on every day and machine. */
const MOMENT = new Date(2020, 0, 1)

/** Contents by path, with forward slashes. */
export type Packed = Record<string, Uint8Array>

/**
 * Every file in a folder.
 *
 * @param takes whether a file, or a folder with all that is in it, is wanted: its path from here
 */
export function filesIn(folder: string, takes: (path: string) => boolean = () => true): Packed {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => takes(name))
  const packed: Packed = {}
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile()) packed[entry.name] = readFileSync(path)
    if (!entry.isDirectory()) continue
    const within = filesIn(path, (name) => takes(`${entry.name}/${name}`))
    for (const [name, bytes] of Object.entries(within)) packed[`${entry.name}/${name}`] = bytes
  }
  return packed
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
