import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { originOf } from './origin.ts'

const root = join(import.meta.dirname, '../../..')

/** Bytes of a script by who brought them. */
export type Contents = ReadonlyMap<string, number>

/** What no map claims. */
export const IN_NO_MAP = '(in no map)'

/**
 * Which package and which room how many bytes of a built script are from, by its source map.
 * @param file with its map beside it
 */
export function contentsOf(file: string): Contents {
  const payload: SourceMapPayload = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  const map = new SourceMap(payload)
  const code = readFileSync(file, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')
  const names = new Map(payload.sources.map((source) => [source, originOf(idOf(file, source)).name]))
  const contents = new Map<string, number>()
  for (const [row, text] of code.split(/(?<=\n)/).entries()) {
    let column = 0
    for (const character of text) {
      const entry = map.findEntry(row, column)
      const name = ('originalSource' in entry && names.get(entry.originalSource)) || IN_NO_MAP
      contents.set(name, (contents.get(name) ?? 0) + Buffer.byteLength(character))
      column += character.length
    }
  }
  return contents
}

/**
 * A module that has no file is named by a NUL; every other by its path from the map. The map of an injected script is
 * made for `dist`, wherever the build is put.
 */
function idOf(file: string, source: string): string {
  const nul = source.indexOf('\0')
  if (nul !== -1) return source.slice(nul)
  const injected = /\/src\/content\/[^/]+$/.exec(file)?.[0]
  return resolve(dirname(injected === undefined ? file : join(root, 'dist', injected)), source)
}

/** Packages of which the bundler took in more than one. */
export function twice(ids: readonly string[]): string[] {
  const folders = new Map<string, Set<string>>()
  for (const { name, folder } of ids.map(originOf)) {
    if (folder === undefined) continue
    folders.set(name, (folders.get(name) ?? new Set()).add(folder))
  }
  return [...folders].flatMap(([name, { size }]) => (size > 1 ? [name] : []))
}

/** The modules that a built script was made of. */
export function modulesOf(file: string): string[] {
  const { sources }: SourceMapPayload = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  return sources.map((source) => idOf(file, source))
}
