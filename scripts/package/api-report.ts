import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)

interface Manifest {
  name: string
  exports: Record<string, string | Record<string, string>>
}

/**
 * Everything that the entry points of a package export, with its types, as Markdown.
 * @param name of its folder below packages/
 */
export function apiReport(name: string): string {
  const folder = join(root, 'packages', name)
  const modules = new Modules(folder, join(root, `test-results/${name}-api`))
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const sections = Object.entries(manifest.exports).flatMap(([entry, conditions]) => {
    if (typeof conditions === 'string') return []
    const source = conditions['cognito-shared-session:source'] ?? ''
    return [section(manifest.name + entry.slice(1), modules.reportOf(join(folder, source)))]
  })
  const head = `# What ${manifest.name} exports\n\nWritten by \`npm run api\`; compared with the code by \`npm run check\`.`
  return `${[head, ...sections].join('\n\n')}\n`
}

function section(title: string, declarations: string[]): string {
  return `## ${title}\n\n\`\`\`ts\n${declarations.join('\n')}\n\`\`\``
}

interface Declaration {
  name: string
  text: string
  /** The module that it stands in. */
  source: string
}

/** The declarations of a package's modules, as the compiler emits them. */
class Modules {
  readonly #emitted: string

  constructor(folder: string, emitted: string) {
    this.#emitted = emitted
    rmSync(emitted, { recursive: true, force: true })
    const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
    const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--removeComments']
    const places = ['--rootDir', root, '--outDir', emitted]
    execFileSync(process.execPath, [compiler, '-p', folder, ...options, ...places], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  }

  /** What a module exports, sorted by name; then, from where it is not exported, what that inherits from. */
  reportOf(source: string): string[] {
    const exported = this.#exportsOf(source)
    const inherited = exported.flatMap((declaration) => this.#basesOf(declaration))
    const hidden = new Map(inherited.map(({ name, text }) => [name, text.replace(/^export /, '')]))
    for (const { name } of exported) hidden.delete(name)
    return [...exported.map(({ text }) => text), ...[...hidden].sort(byName).map(([, text]) => text)]
  }

  /** The declarations that a module exports, its re-exports in place. */
  #exportsOf(source: string): Declaration[] {
    const found = new Map<string, Declaration>()
    const add = (declaration: Declaration) => found.set(declaration.name, declaration)
    for (const text of this.#statementsOf(source)) {
      const everything = /^export \* from '(.+)'/.exec(text)?.[1]
      const [, names, from] = /^export (?:type )?\{([\s\S]*?)\} from '(.+)'/.exec(text) ?? []
      const name = nameOf(text)
      if (everything !== undefined) this.#exportsOf(join(dirname(source), everything)).forEach(add)
      else if (names !== undefined && from !== undefined)
        for (const each of names.split(',').flatMap(nameIn)) add(this.#declared(source, from, each))
      else if (name !== '') add({ name, text, source })
    }
    return [...found].sort(byName).map(([, declaration]) => declaration)
  }

  #declared(source: string, from: string, name: string): Declaration {
    if (!from.startsWith('.')) return { name, text: `export { ${name} } from '${from}';`, source }
    const target = join(dirname(source), from)
    const declaration = this.#exportsOf(target).find((each) => each.name === name)
    if (declaration === undefined) throw new Error(`${relative(root, target)} exports no ${name}.`)
    return declaration
  }

  #basesOf({ text, source }: Declaration): Declaration[] {
    const base =
      /^export (?:declare )?(?:abstract )?(?:class|interface) \w+(?:<.*?>)? extends (\w+)/.exec(text)?.[1] ??
      ''
    const imported = this.#statementsOf(source).flatMap((statement) => {
      const [, names = '', from = ''] = /^import (?:type )?\{([\s\S]*?)\} from '(\..+)'/.exec(statement) ?? []
      return names.split(',').flatMap(nameIn).includes(base) ? [from] : []
    })
    return imported.flatMap((from) => {
      const declaration = this.#declared(source, from, base)
      return [declaration].concat(this.#basesOf(declaration))
    })
  }

  /** The top-level statements of a module's declarations: each begins at the start of a line. */
  #statementsOf(source: string): string[] {
    const file = join(this.#emitted, relative(root, source).replace(/\.ts$/, '.d.ts'))
    return readFileSync(file, 'utf8')
      .split(/\n(?=\w)/)
      .map((statement) => statement.trim())
  }
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
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
