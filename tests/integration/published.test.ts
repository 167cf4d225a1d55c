import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** What npm would take to the registry. */
function packedFiles(folder: string): string[] {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], {
    cwd: join(root, folder),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(listed)
  return files.map(({ path }) => path)
}

describe.each(readdirSync(join(root, 'packages')).map((name) => `packages/${name}`))('%s', (folder) => {
  test('brings its licence, in full, and its README', () => {
    expect(packedFiles(folder)).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
    expect(read(`${folder}/LICENSE`)).toBe(read('LICENSE'))
    const { license, version } = JSON.parse(read(`${folder}/package.json`))
    expect([license, version]).toEqual(['Apache-2.0', expect.stringMatching(/^\d+\.\d+\.\d+$/)])
  })

  test('brings none of its tests', () => {
    expect(packedFiles(folder).filter((file) => /^tests\/|\.test\.|tsconfig/.test(file))).toEqual([])
  })
})
