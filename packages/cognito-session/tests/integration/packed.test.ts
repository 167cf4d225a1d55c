import { execFileSync, execSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack } from '../../../../scripts/package/pack.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const [, oneLiner = '', output = ''] = /```sh\n(node -e .+)\n# (.+)\n```/.exec(readme) ?? []

let folder: string

/** What the tests' own runner tells its children does not concern an author's Node. */
const env = { ...process.env, NODE_OPTIONS: '' }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent']
  execFileSync('npm', ['install', ...options, pack('cognito-session')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('in an empty folder, the README’s one-liner prints what the README says', () => {
  expect(oneLiner).toContain('CognitoIdToken')
  expect(execSync(oneLiner, { cwd: folder, env, encoding: 'utf8' }).trim()).toBe(output)
})

test('installing it brings jwt-decode and nothing else', () => {
  const modules = join(folder, 'node_modules')
  const brought = readdirSync(modules).filter((name) => !name.startsWith('.'))
  expect(brought.sort()).toEqual(['@cognito-shared-session', 'jwt-decode'])
  expect(readdirSync(join(modules, '@cognito-shared-session'))).toEqual(['cognito-session'])
})

const name = '@cognito-shared-session/cognito-session'

test.each([name, `${name}/import`, `${name}/managed-login`])('%s can be imported', (entry) => {
  const ask = `import('${entry}').then((all) => console.log(Object.keys(all).length > 0))`
  expect(execFileSync(process.execPath, ['-e', ask], { cwd: folder, env, encoding: 'utf8' })).toBe('true\n')
})
