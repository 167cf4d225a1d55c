import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { sourcesIn } from '../../../scripts/extension/sources.ts'

const root = join(import.meta.dirname, '../../..')

const sources = [
  '.changeset/one-thing.md',
  '.ci/run',
  '.oxlintrc.json',
  'LICENSE',
  'manifest.json',
  'packages/page-sdk/LICENSE',
  'public/icons/icon-16.png',
  'src/index.ts',
]
/** What else stands in a folder that somebody works in; `.git` is a file in a worktree. */
const strays = [
  '.DS_Store',
  '.env',
  '.git',
  '.npmrc',
  '.vscode/settings.json',
  'coverage/index.html',
  'dist/b.js',
  'extension.pem',
  'node_modules/x/a.js',
  'notes.md',
  'packages/page-sdk/dist/index.js',
  'packages/page-sdk/page-sdk.tgz',
  'packages/page-sdk/tsconfig.tsbuildinfo',
  'public/.DS_Store',
  'src/.env.local',
  'src/.index.ts.swp',
  'src/Thumbs.db',
  'src/index.ts.orig',
  'src/index.ts~',
  'src/key.pem',
]

test('the sources that are published hold nothing else that stands in the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-shared-session-sources-'))
  try {
    for (const file of [...sources, ...strays]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), '')
    }
    expect(Object.keys(sourcesIn(folder)).sort()).toEqual(sources)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.runIf(existsSync(join(root, '.git')))('they are all that is kept of the project', () => {
  const listed = (...more: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...more], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((file) => file !== '' && existsSync(join(root, file)))
  const published = Object.keys(sourcesIn(root))
  expect(listed().filter((file) => !published.includes(file))).toEqual([])
  const kept = new Set([...listed(), ...listed('--others', '--exclude-standard')])
  expect(published.filter((file) => !kept.has(file))).toEqual([])
})

test('manifest and package have one version', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')).version
  expect(read('manifest.json')).toBe(read('package.json'))
})
