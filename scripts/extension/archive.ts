import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'

/** A fixed moment, in local time as zip wants it: the same files give the same bytes on every day and machine. */
const MOMENT = new Date(2020, 0, 1)

/** Every file in a folder, by its path there with forward slashes, in one order everywhere. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}

/**
 * Packs files as stores and browsers take them, byte for byte the same for the same contents.
 *
 * @example archive('dist/firefox', filesIn('dist/firefox'))
 */
export function archive(folder: string, files: readonly string[]): Uint8Array {
  const packed: Zippable = Object.fromEntries(
    files.map((name) => [name, [readFileSync(join(folder, name)), { mtime: MOMENT, level: 9 }]]),
  )
  return zipSync(packed)
}
