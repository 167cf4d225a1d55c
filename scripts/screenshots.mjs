/** Draws the pictures that the docs use anew: `npm run screenshots`. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'

/** What the docs call them, by what the tests call them. */
const pictures = {
  'popup-signed-in-first': 'popup-signed-in',
  'consent-asks': 'consent-asks',
  'consent-asks-for-more': 'consent-asks-for-more',
}
const files = ['tests/e2e/popup-states.test.ts', 'tests/e2e/consent-states.test.ts']

const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'e2e', ...files, '-t', 'popup, signed-in:|window that asks, asks'],
  { stdio: 'inherit', env: { ...process.env, FULL: '1' } },
)
if (status !== 0) process.exit(status ?? 1)
mkdirSync('docs/pictures', { recursive: true })
for (const [drawn, name] of Object.entries(pictures)) {
  for (const scheme of ['light', 'dark'])
    copyFileSync(`test-results/screenshots/${drawn}-${scheme}.png`, `docs/pictures/${name}-${scheme}.png`)
}
