import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'

const packages = resolve(import.meta.dirname, '../../packages')
const results = resolve(packages, '../test-results')

/**
 * Packs what an author gets from the registry, with what it stands on built before.
 * @param name of its folder below packages/
 * @returns the tarball's path
 */
export function pack(name: string): string {
  mkdirSync(results, { recursive: true })
  for (const needed of [...ownDependencies(name), name]) npm(needed, ['run', 'build'])
  const packed = npm(name, ['pack', '--pack-destination', results]).trim()
  const tarball = join(results, `${name}.tgz`)
  renameSync(join(results, packed), tarball)
  return tarball
}

function ownDependencies(name: string): string[] {
  const { dependencies }: { dependencies?: object } = JSON.parse(
    readFileSync(join(packages, name, 'package.json'), 'utf8'),
  )
  const scope = '@cognito-shared-session/'
  return Object.keys(dependencies ?? {}).flatMap((each) =>
    each.startsWith(scope) ? [each.slice(scope.length)] : [],
  )
}

function npm(name: string, args: string[]): string {
  return execFileSync('npm', ['--silent', ...args], {
    cwd: join(packages, name),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
}
