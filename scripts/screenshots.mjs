/** Draws the pictures that the docs use anew: `npm run screenshots`. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'

const pictures = ['popup-signed-in-light', 'popup-signed-in-dark']

const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'e2e', 'tests/e2e/popup-states.test.ts', '-t', 'signed-in'],
  { stdio: 'inherit' },
)
if (status !== 0) process.exit(status ?? 1)
mkdirSync('docs/pictures', { recursive: true })
for (const name of pictures) copyFileSync(`test-results/screenshots/${name}.png`, `docs/pictures/${name}.png`)
