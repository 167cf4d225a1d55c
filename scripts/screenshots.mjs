/** Draws the pictures that the docs and the stores' listing use anew: `npm run screenshots`. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'

const drawn = 'test-results/screenshots/docs'
const used = 'docs/screenshots'

rmSync(drawn, { recursive: true, force: true })
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'e2e', 'tests/e2e/full/screenshots.test.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, FULL: '1' },
    shell: process.platform === 'win32',
  },
)
if (status !== 0) process.exit(status ?? 1)
mkdirSync(used, { recursive: true })
for (const name of readdirSync(drawn)) copyFileSync(`${drawn}/${name}`, `${used}/${name}`)
