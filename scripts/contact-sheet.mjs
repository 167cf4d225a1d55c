/** Takes a picture of every state of every page, in every language and colour scheme: `npm run contact-sheet`. */
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'e2e', 'tests/e2e/full/contact-sheet.test.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, FULL: '1', EVERY_LANGUAGE: '1' },
    shell: process.platform === 'win32',
  },
)
process.exit(status ?? 1)
