import type { Packed } from '../archive.ts'
import type { Finding, Found } from './finding.ts'
import { inPage, inStyle } from './page.ts'
import { inManifest } from './policy.ts'
import { inScript } from './script.ts'

const nothing = (): Found[] => []

/** What is looked for in each kind of file. A kind that is not here does not belong into a package. */
const KINDS: Readonly<Record<string, (text: string) => Found[]>> = {
  js: inScript,
  html: inPage,
  css: inStyle,
  json: nothing,
  png: nothing,
  txt: nothing,
}

/**
 * Everything in a built extension that runs code which is not in it, or could, and what is left over from the build.
 *
 * @example scan(filesIn('dist/chrome'))
 */
export function scan(packed: Packed): Finding[] {
  const manifest = packed['manifest.json']
  const found = manifest === undefined ? [] : inManifest(textOf(manifest))
  return [
    ...found.map(({ rule, snippet }) => ({ file: 'manifest.json', rule, snippet })),
    ...Object.entries(packed).flatMap(([file, bytes]) =>
      inFile(file, textOf(bytes)).map(({ rule, snippet }) => ({ file, rule, snippet })),
    ),
  ]
}

/** A finding as one line. */
export function line({ file, rule, snippet }: Finding): string {
  return `${file}: ${rule}: ${snippet}`
}

function inFile(file: string, text: string): Found[] {
  if (/\.map$|(^|\/)\.|stub/.test(file)) return [{ rule: 'nothing left over from the build', snippet: file }]
  const look = KINDS[file.slice(file.lastIndexOf('.') + 1)]
  return look === undefined ? [{ rule: 'no file of an unknown kind', snippet: file }] : look(text)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
