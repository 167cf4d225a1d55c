/**
 * `npm run bundle`: which package and which room how many bytes of each script of the extension are from, and why.
 * Fails on a package that ARCHITECTURE.md gives no reason for, and on one that is there twice.
 */
import { join, relative } from 'node:path'
import { build } from 'vite'
import { filesIn } from './archive.ts'
import { contentsOf, modulesOf, twice, type Contents } from './bundled/contents.ts'
import { reasons } from './bundled/reasons.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'test-results/bundle')

await build({
  root,
  mode: 'production',
  logLevel: 'error',
  build: { outDir: folder, emptyOutDir: true, sourcemap: true },
})

const why = reasons()
const built = filesIn(folder)
/** Scripts that nobody loads are left out of the extension, and so is their name here; their maps stay. */
const scripts = Object.keys(built).filter((name) => `${name}.map` in built)

const total = new Map<string, number>()
const unknown = new Set<string>()

function print(title: string, contents: Contents): void {
  const rows = [...contents].sort(([, a], [, b]) => b - a)
  const sum = rows.reduce((bytes, [, more]) => bytes + more, 0)
  console.log(`\n${title}: ${sum.toLocaleString('en')} bytes`)
  for (const [name, bytes] of rows) {
    const reason = why.get(name)
    if (reason === undefined) unknown.add(name)
    console.log(
      `${bytes.toLocaleString('en').padStart(9)}  ${name.padEnd(24)}  ${reason ?? 'nobody knows why'}`,
    )
  }
}

for (const script of scripts) {
  const contents = contentsOf(join(folder, script))
  for (const [name, bytes] of contents) total.set(name, (total.get(name) ?? 0) + bytes)
  print(script, contents)
}
print('All scripts together', total)

const doubles = twice(scripts.flatMap((script) => modulesOf(join(folder, script))))
const faults = [
  ...[...unknown].map((name) => `${name} is in the extension: say in ARCHITECTURE.md what for.`),
  ...doubles.map((name) => `${name} is in the extension twice: npm ls ${name}`),
]
console.log(faults.length === 0 ? '\nNo package is there twice.' : '')
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
console.log(`Written to ${relative(root, folder)}, with maps.`)
