/*
 * What a package promises to those who install it; run in its folder, by its `npm run check`: the tarball is sound
 * (publint), its types resolve (attw), and what it exports is what its API report says.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { apiReport } from './api-report.ts'
import { pack } from './pack.ts'

const folder = process.cwd()
const name = basename(folder)

function run(program: string, ...args: string[]): void {
  execFileSync('npx', ['--no', '--', program, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}

const tarball = pack(name)
run('publint', 'run', tarball, '--strict')
run('attw', tarball, '--profile', 'esm-only', '--format', 'ascii')
if (apiReport(name) !== readFileSync(join(folder, 'api.md'), 'utf8')) {
  console.error(
    `packages/${name}/api.md is not what the package exports. If the change is meant: npm run api -w packages/${name}`,
  )
  process.exitCode = 1
}
