import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '..')
const root = resolve(folder, '../..')
const emitted = join(root, 'test-results/page-sdk-api')
const require = createRequire(import.meta.url)

interface Manifest {
  exports: Record<string, string | Record<string, string>>
}

/** Everything that the package's entry points export, with its types, as Markdown. */
export function apiReport(): string {
  emitDeclarations()
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const sections = Object.entries(manifest.exports).flatMap(([entry, conditions]) => {
    if (typeof conditions === 'string') return []
    const source = conditions['cognito-shared-session:source'] ?? ''
    return [section(entry, exportsOf(join(folder, source)))]
  })
  const head =
    '# What @cognito-shared-session/page-sdk exports\n\nWritten by `npm run api`; a test compares it with the code.'
  return `${[head, ...sections].join('\n\n')}\n`
}

function section(entry: string, declarations: string[]): string {
  const name = `@cognito-shared-session/page-sdk${entry.slice(1)}`
  return `## ${name}\n\n\`\`\`ts\n${declarations.join('\n')}\n\`\`\``
}

function emitDeclarations(): void {
  rmSync(emitted, { recursive: true, force: true })
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
  const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--removeComments']
  execFileSync(
    process.execPath,
    [compiler, '-p', folder, ...options, '--rootDir', root, '--outDir', emitted],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
}

/** The declarations that a module exports, its re-exports in place, sorted by name. */
function exportsOf(source: string): string[] {
  const found = new Map<string, string>()
  for (const statement of statementsOf(source)) {
    const everything = /^export \* from '(.+)'/.exec(statement)?.[1]
    const [, names, from] = /^export (?:type )?\{([\s\S]*?)\} from '(.+)'/.exec(statement) ?? []
    if (everything !== undefined) {
      for (const text of exportsOf(join(dirname(source), everything))) found.set(nameOf(text), text)
    } else if (names !== undefined && from !== undefined) {
      for (const name of names.split(',').flatMap(nameIn)) found.set(name, declared(source, from, name))
    } else if (nameOf(statement) !== '') found.set(nameOf(statement), statement)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
}

function declared(source: string, from: string, name: string): string {
  if (!from.startsWith('.')) return `export { ${name} } from '${from}';`
  const target = join(dirname(source), from)
  const text = exportsOf(target).find((declaration) => nameOf(declaration) === name)
  if (text === undefined) throw new Error(`${relative(folder, target)} exports no ${name}.`)
  return text
}

function nameIn(part: string): string[] {
  const name = part.trim().replace(/^type /, '')
  return name === '' ? [] : [name]
}

function nameOf(statement: string): string {
  return (
    /^export (?:declare )?(?:abstract )?(?:class|interface|type|function|const|\{) ?(\w+)/.exec(
      statement,
    )?.[1] ?? ''
  )
}

/** The top-level statements of a module's declarations: each begins at the start of a line. */
function statementsOf(source: string): string[] {
  const file = join(emitted, relative(root, source).replace(/\.ts$/, '.d.ts'))
  return readFileSync(file, 'utf8')
    .split(/\n(?=\w)/)
    .map((statement) => statement.trim())
}
