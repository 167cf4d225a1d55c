import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourcesIn } from '../../../scripts/extension/archive.ts'

test('the sources that are published hold no private key, nothing installed and nothing that was built', () => {
  const root = mkdtempSync(join(tmpdir(), 'cognito-shared-session-sources-'))
  try {
    for (const folder of ['src', 'node_modules/x', 'dist']) mkdirSync(join(root, folder), { recursive: true })
    const files = [
      'manifest.json',
      'src/index.ts',
      'extension.pem',
      'src/.env.local',
      'node_modules/x/a.js',
      'dist/b.js',
    ]
    for (const file of files) writeFileSync(join(root, file), '')
    expect(Object.keys(sourcesIn(root)).sort()).toEqual(['manifest.json', 'src/index.ts'])
  } finally {
    rmSync(root, { recursive: true })
  }
})

test('manifest and package have one version', () => {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')).version
  expect(read('manifest.json')).toBe(read('package.json'))
})
