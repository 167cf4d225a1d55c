import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import type { Packed } from '../../../scripts/extension/archive.ts'
import { sourcesIn } from '../../../scripts/extension/sources.ts'

const root = join(import.meta.dirname, '../../..')
const OWN = '@cognito-shared-session'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** Packs in a folder. Returns each file's checksum by name. */
function pack(folder: string): Record<string, string> {
  // A test run builds for tests; a person's shell says nothing.
  const env = { ...process.env, NODE_ENV: '' }
  execFileSync('npm', ['run', '--silent', 'package'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const lines = readFileSync(join(folder, 'dist/packages/SHA256SUMS'), 'utf8').trim().split('\n')
  return Object.fromEntries(lines.map((line) => line.split('  ').toReversed()))
}

function unpacked(folder: string, name: string): Packed {
  const packages = join(folder, 'dist/packages')
  const file = readdirSync(packages).find((file) => file.endsWith(`-${name}.zip`))
  return unzipSync(readFileSync(join(packages, String(file))))
}

/** A folder of its own with these files, and what `npm ci` installs there; the workspaces are its own. */
function laidOut(files: Packed): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-shared-session-source-'))
  folders.push(folder)
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  install(folder)
  return folder
}

function install(folder: string): void {
  mkdirSync(join(folder, 'node_modules', OWN), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== OWN) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  for (const name of readdirSync(join(folder, 'packages'))) {
    symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules', OWN, name))
  }
}

/** Four builds, one after the other, while other files have the machine too. */
const BUILDS = { timeout: 300_000 }

test(
  'what is packed is the same to the byte, from another folder and from its own source package',
  BUILDS,
  () => {
    const first = laidOut(sourcesIn(root))
    const sums = pack(first)
    expect(Object.keys(sums)).toHaveLength(3)
    expect(pack(laidOut(unpacked(first, 'source')))).toEqual(sums)
  },
)

test('no package brings a key, a map, or code from elsewhere', () => {
  const [folder = ''] = folders
  for (const browser of ['chrome', 'firefox']) {
    const files = unpacked(folder, browser)
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']))
    expect(manifest).toMatchObject({ manifest_version: 3, version: expect.any(String) })
    expect(manifest).not.toHaveProperty('key')
    expect(Object.keys(files).filter((name) => /\.map$|stub/.test(name))).toEqual([])
    for (const [name, bytes] of Object.entries(files).filter(([name]) => /\.(js|html)$/.test(name))) {
      const text = new TextDecoder().decode(bytes)
      expect([
        name,
        text.match(/\beval\(|new Function\(|importScripts\(|src="https?:|import\(["']https?:/),
      ]).toEqual([name, null])
    }
  }
})
