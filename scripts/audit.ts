/**
 * `npm run check:audit`: asks the registry whether a package that is shipped has a known hole. A registry that does
 * not answer, or no network, ends nothing.
 */
import { spawnSync } from 'node:child_process'
import { verdict } from './audit/verdict.ts'

/** In milliseconds; the check must not hang on a registry. */
const PATIENCE = 60_000

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: PATIENCE,
  shell: process.platform === 'win32',
})
const { found, said } = verdict(stdout ?? '')
console.log(`Known holes of what is shipped: ${said}`)
if (found) process.exitCode = 1
