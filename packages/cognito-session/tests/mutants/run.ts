/**
 * Breaks the package on purpose, one small change at a time, and expects its tests to notice each.
 *
 * npx tsx packages/cognito-session/tests/mutants/run.ts [part of a mutant's sentence]
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutants } from './mutants.ts'
import type { Mutant } from './mutants.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../../..')
const own = '@cognito-shared-session'

/** A copy of what the tests need, so that nobody else sees the broken code. */
function workshop(): string {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results', 'mutants-'))
  // All unit tests begin with the extension's words, wherever they are.
  const words = ['public', 'src', 'tests/support']
  for (const part of ['package.json', 'tsconfig.base.json', 'vitest.config.ts', 'packages', ...words]) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !/node_modules|dist$/.test(path),
    })
  }
  linkModules(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** All modules as they are, but our own packages, which are the copies. */
function linkModules(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name !== own) symlinkSync(join(from, name), join(to, name))
  }
  mkdirSync(join(to, own))
  for (const name of readdirSync(join(from, own)))
    symlinkSync(join(to, '../packages', name), join(to, own, name))
}

/** Runs the tests that know of the mutant's place; true where they fail. */
function isKilled(folder: string): boolean {
  const tests = [
    'get-session',
    'refresh',
    'sign-out',
    'storage',
    'user-session',
    'tokens',
    'retry-delay',
    'sign-in.test',
    'user-pool',
  ]
  const unit = run(folder, [
    '--project',
    'unit',
    ...tests.map((test) => `cognito-session/tests/unit/${test}`),
  ])
  return unit || run(folder, ['--project', 'integration', 'cognito-session/tests/integration/deaths'])
}

function run(folder: string, selection: string[]): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--bail', '1', ...selection], {
    cwd: folder,
    stdio: 'ignore',
    timeout: 180_000,
  })
  return status !== 0
}

function tryMutant({ file, from, to }: Mutant, folder: string): boolean {
  const path = join(folder, 'packages/cognito-session/src', file)
  const whole = readFileSync(path, 'utf8')
  if (whole.split(from).length !== 2) throw new Error(`${file} does not have exactly one: ${from}`)
  writeFileSync(
    path,
    whole.replace(from, () => to),
  )
  const killed = isKilled(folder)
  writeFileSync(path, whole)
  return killed
}

const [wanted = ''] = process.argv.slice(2)
const folder = workshop()
const survivors: string[] = []
if (isKilled(folder)) throw new Error('The tests fail without any mutant.')
const chosen = mutants.filter(({ says }) => says.includes(wanted))
for (const mutant of chosen) {
  const killed = tryMutant(mutant, folder)
  if (!killed) survivors.push(mutant.says)
  console.log(`${killed ? 'killed  ' : 'SURVIVED'} ${mutant.says}`)
}
rmSync(folder, { recursive: true })
console.log(`${chosen.length - survivors.length} of ${chosen.length} mutants were killed.`)
process.exitCode = survivors.length > 0 ? 1 : 0
