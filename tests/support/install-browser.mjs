/*
 * Sees that there is a Chromium for the tests and the tour, and a Firefox for the tests. Installs one only as root,
 * only with apt-get and only where none is found; else says what to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { register } from 'tsx/esm/api'

register()
const { find, kinds, missing } = await import('./browser.ts')

const absent = () => kinds.filter((kind) => find(kind) === undefined)

if (absent().length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(absent())
for (const kind of absent()) {
  console.error(missing(kind))
  process.exitCode = 1
}

function install(wanted) {
  console.log(`No ${wanted.map(({ title }) => title).join(' and no ')} found; installing with apt-get.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const packages = wanted.map((kind) => kind.package)
  // An update that fails for one foreign list may still have what is needed.
  for (const command of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', command, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
}
