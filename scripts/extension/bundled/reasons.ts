import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IN_NO_MAP } from './contents.ts'

const root = join(import.meta.dirname, '../../..')

/** What stands in scripts and in no table: bundlers add it, and the build itself. */
const OF_THE_BUILD: Readonly<Record<string, string>> = {
  [IN_NO_MAP]: 'the bundler: what holds modules together; style sheets within a script',
  rolldown: 'the bundler: what runs modules of an older kind',
  vite: 'the bundler: loads on demand',
  'vite.config.ts': 'the build: loads on demand, and nothing ahead',
  'manifest.json': 'the build',
}

/**
 * Why each package and each room is in the extension, as ARCHITECTURE.md says it: the one place for it.
 */
export function reasons(architecture: string = readArchitecture()): ReadonlyMap<string, string> {
  return new Map([...Object.entries(OF_THE_BUILD), ...dependencies(architecture), ...rooms(architecture)])
}

/** The table of run-time dependencies: each package, and what it is for. */
export function dependencies(architecture: string = readArchitecture()): Map<string, string> {
  const table = architecture.split('## Run-time dependencies')[1]?.split('\n## ')[0] ?? ''
  const rows = [...table.matchAll(/^\| ([\w@./-]+) \| ([^|]+?) \|/gm)].filter(
    ([, name]) => name !== 'package',
  )
  return new Map(rows.map(([, name = '', reason = '']) => [name, reason]))
}

/** The tree of folders: the rooms of `src`, and our own packages. */
function rooms(architecture: string): [string, string][] {
  const tree = architecture.split('```')[1] ?? ''
  let top = ''
  return tree.split('\n').flatMap((row): [string, string][] => {
    top = /^(\S+\/)/.exec(row)?.[1] ?? top
    const [, name, reason] = /^ {2}([\w-]+)\/\s+(\S.*)$/.exec(row) ?? []
    return name === undefined || reason === undefined ? [] : [[`${top}${name}`, reason]]
  })
}

function readArchitecture(): string {
  return readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
}
