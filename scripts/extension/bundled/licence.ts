import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Those under which others' code may be in the extension: none asks for ours to be published in its way. */
const ACCEPTED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  // Binds its own files alone, whose source must be named: it is.
  'MPL-2.0',
])

/** A package of somebody else's, and on what terms it is here. */
export interface Licensed {
  name: string
  version: string
  /** SPDX, as the package says it. */
  licence: string
  /** Where its source is. */
  source: string
  /** Licence and notices, in full. */
  text: string
}

/**
 * The terms of a package that is installed in this folder.
 * @throws Error where it names none, one that is not accepted, or brings no text
 */
export function licenceIn(folder: string): Licensed {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) throw new Error(`${folder} is bundled and is no package.`)
  const { name, version, license, repository, homepage } = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof license !== 'string') throw new Error(`${name} is bundled and names no licence.`)
  if (!ACCEPTED.has(license))
    throw new Error(`${name} is bundled and its licence, ${license}, is not accepted.`)
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
  if (texts.length === 0) throw new Error(`${name} is bundled and brings no text of its licence.`)
  return {
    name,
    version,
    licence: license,
    source: sourceOf(repository) ?? homepage ?? `https://www.npmjs.com/package/${name}`,
    text: texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n'),
  }
}

function sourceOf(repository: unknown): string | undefined {
  const { url }: { url?: unknown } = Object(repository)
  const address = typeof repository === 'string' ? repository : url
  if (typeof address !== 'string') return undefined
  const path = address.replace(/^git\+|\.git$/g, '').replace(/^(git:\/\/|ssh:\/\/git@)/, 'https://')
  return path.startsWith('https://') ? path : `https://github.com/${path.replace(/^github:/, '')}`
}

const RULE = '-'.repeat(80)

/** All of them as one text, for whoever has the extension. */
export function thirdPartyText(licensed: readonly Licensed[]): string {
  const sorted = licensed.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const parts = sorted.map(({ name, version, licence, source, text }) =>
    [RULE, `${name} ${version}`, `Licence: ${licence}`, `Source: ${source}`, '', text].join('\n'),
  )
  const head = 'This extension holds code of the packages below, each under its own licence.'
  return `${[head, ...parts].join('\n\n').replaceAll('\r\n', '\n')}\n`
}
