/*
 * Packs what an author gets from the registry, as test-results/page-sdk.tgz, with what it stands on built before.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'

const packages = resolve(import.meta.dirname, '../..')
const results = resolve(packages, '../test-results')

function npm(name: string, args: string[]): string {
  return execFileSync('npm', ['--silent', ...args], {
    cwd: join(packages, name),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
}

mkdirSync(results, { recursive: true })
for (const name of ['cognito-session', 'page-sdk']) npm(name, ['run', 'build'])
const packed = npm('page-sdk', ['pack', '--pack-destination', results]).trim()
renameSync(join(results, packed), join(results, 'page-sdk.tgz'))
