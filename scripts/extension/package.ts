/**
 * `npm run package`: what stores and reviewers take, in dist/packages. The same sources give the same bytes, from
 * whatever folder they are built in.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { archive, filesIn, type Packed } from './archive.ts'
import { sourcesIn } from './sources.ts'
import { line, scan } from './scan/scan.ts'

const root = join(import.meta.dirname, '../..')
const out = join(root, 'dist/packages')

const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** @throws Error that names each place where a package runs code from elsewhere, or holds what is left of a build */
function scanned(packed: Packed): Packed {
  const findings = scan(packed)
  if (findings.length > 0) throw new Error(findings.map(line).join('\n'))
  return packed
}

/** A store gives an extension its own key, and takes none that somebody made. */
function forStore(folder: string): Packed {
  const packed = filesIn(folder)
  const { key: _, ...manifest } = JSON.parse(new TextDecoder().decode(packed['manifest.json']))
  const text = JSON.stringify(manifest, undefined, 2)
  return scanned({ ...packed, 'manifest.json': new TextEncoder().encode(text) })
}

const packages = {
  chrome: forStore(join(root, 'dist/chrome')),
  firefox: forStore(join(root, 'dist/firefox')),
  source: sourcesIn(root),
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const sums = Object.entries(packages).map(([name, packed]) => {
  const file = `cognito-shared-session-${version}-${name}.zip`
  const bytes = archive(packed)
  writeFileSync(join(out, file), bytes)
  return `${createHash('sha256').update(bytes).digest('hex')}  ${file}\n`
})
writeFileSync(join(out, 'SHA256SUMS'), sums.join(''))
process.stdout.write(sums.join(''))
