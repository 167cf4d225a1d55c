/*
 * Sees that there is a Chromium for the tests and the tour. Installs one only as root, only with apt-get and
 * only where none is found; else says what to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { register } from 'tsx/esm/api'

register()
const { findChromium, noChromium } = await import('./browser.ts')

if (findChromium() === undefined) {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) install()
  if (findChromium() === undefined) {
    console.error(noChromium())
    process.exit(1)
  }
}

function install() {
  console.log('No Chromium found; installing it with apt-get.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An update that fails for one foreign list may still have what is needed.
  for (const command of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', command, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
}
