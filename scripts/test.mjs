/**
 * The whole test run: `npm test`, and `npm run test:full` with everything that takes longer.
 * Each step stops the run where it fails; the last line counts the tests.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

const full = process.argv.includes('--full')
const env = { ...process.env, ...(full ? { FULL: '1' } : {}) }
const counts = { passed: 0, failed: 0, skipped: 0 }

/** No step may hang for ever, in milliseconds. */
const LIMIT = (full ? 34 : 18) * 60_000

function step(title, command, args, more = {}) {
  console.log(`\n▸ ${title}`)
  const began = performance.now()
  const options = { stdio: 'inherit', timeout: LIMIT, shell: process.platform === 'win32' }
  const { status } = spawnSync(command, args, { ...options, env: { ...env, ...more } })
  console.log(`  ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return status === 0
}

/** A project whose tests all need what not everybody has may leave them all out. */
function vitest(project, { optional = false } = {}) {
  const report = `test-results/${project}.json`
  rmSync(report, { force: true })
  const ok = step(`${project} tests`, 'npx', [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return false
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  counts.passed += numPassedTests
  counts.failed += numFailedTests
  counts.skipped += numPendingTests
  return ok && numPassedTests + (optional ? numPendingTests : 0) > 0
}

/** What is worth its minutes only before a release: the model for long, and mutants that the tests must kill. */
function longer() {
  const mutants = 'packages/cognito-session/tests/mutants/run.ts'
  return (
    step(
      'the model, 2,000 runs',
      'npx',
      ['vitest', 'run', '--project', 'integration', 'packages/cognito-session/tests/integration/model'],
      { MODEL_RUNS: '2000' },
    ) && step('mutants', 'npx', ['tsx', mutants])
  )
}

mkdirSync('test-results', { recursive: true })

const ok =
  step('browsers to test in', process.execPath, ['tests/support/install-browser.mjs']) &&
  step('npm run check', 'npm', ['run', '--silent', 'check']) &&
  vitest('unit') &&
  vitest('integration') &&
  step('build', 'npm', ['run', '--silent', 'build:demo']) &&
  vitest('e2e') &&
  (!full || (vitest('installed', { optional: true }) && longer()))

console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(ok ? 0 : 1)
