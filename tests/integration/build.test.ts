import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { archive } from '../../scripts/extension/archive.ts'
import { sourcesIn } from '../../scripts/extension/sources.ts'
import { policyKeys } from '../../src/contract/policy-keys.ts'

const root = resolve(import.meta.dirname, '../..')
const places = ['test-results/build/one', 'test-results/build/two'].map((place) => join(root, place))

function build(outDir: string, mode: string): void {
  rmSync(outDir, { recursive: true, force: true })
  execFileSync(
    'npx',
    ['vite', 'build', '--mode', mode, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: root,
      // The test runner names its own environment; a person's shell has none.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
}

function contents(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(directory, name)).isFile(),
  )
  return new Map(
    names.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(directory, name)))
        .digest('hex'),
    ]),
  )
}

const manifestOf = (directory: string) => JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'))

describe('the built extension', { timeout: 60_000 }, () => {
  const [one = '', two = ''] = places
  beforeAll(() => places.forEach((place) => build(place, 'production')), 60_000)

  test('is the same byte for byte when it is built twice', () => {
    const built = contents(one)
    expect(built.size).toBeGreaterThan(5)
    expect(contents(two)).toEqual(built)
  })

  test('names the source package that it is of', () => {
    const sources = createHash('sha256')
      .update(archive(sourcesIn(root)))
      .digest('hex')
    expect(readFileSync(join(one, 'assets/options.js'), 'utf8')).toContain(sources)
  })

  test('asks at install for nothing that warns, and for sites only when a person allows one', () => {
    const manifest = manifestOf(one)
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'scripting', 'identity', 'activeTab'])
    expect(manifest.optional_permissions).toEqual(['notifications'])
    expect(manifest.optional_host_permissions).toEqual([
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
    ])
    expect(manifest).not.toHaveProperty('host_permissions')
    expect(manifest).not.toHaveProperty('content_scripts')
  })

  test('brings the schema of what an operator may decide, without which it would not load', () => {
    const { managed_schema: file } = manifestOf(one).storage
    const { properties } = JSON.parse(readFileSync(join(one, file), 'utf8'))
    expect(properties).toEqual(policyKeys)
  })

  test('answers no page’s probe, and no page or extension that nobody named', () => {
    const manifest = manifestOf(one)
    expect(manifest).not.toHaveProperty('web_accessible_resources')
    expect(manifest.externally_connectable).toEqual({ ids: [], matches: [] })
  })

  test('runs no code but its own', () => {
    const policy = manifestOf(one).content_security_policy.extension_pages
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|wasm|\*\s*;.*script-src/)
    const scripts = [...contents(one).keys()].filter((name) => name.endsWith('.js'))
    for (const name of scripts) {
      expect(readFileSync(join(one, name), 'utf8'), name).not.toMatch(
        /\beval\(|new Function\(|import\(['"]https?:/,
      )
    }
  })

  test('brings the licence of each package that it is made of, in full', () => {
    const text = readFileSync(join(one, 'THIRD-PARTY.txt'), 'utf8')
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const others = Object.keys(dependencies).filter((name) => !name.startsWith('@cognito-shared-session/'))
    const named = [
      ...text.matchAll(/^-{80}\n(\S+) \d+\.\d+\.\d+\nLicence: \S+\nSource: https:\S+\n\n(?=\S)/gm),
    ]
    expect(named.map((match) => match[1])).toEqual([...others, 'rolldown'].sort())
    expect(text).toContain('Permission is hereby granted, free of charge')
    expect(text).not.toContain(root)
  })

  test('has the id that its key fixes', () => {
    const key = Buffer.from(manifestOf(one).key, 'base64')
    const digest = createHash('sha256').update(key).digest('hex').slice(0, 32)
    const id = digest.replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    expect(id).toBe('mophcmpmhijfcmgpeabfgglojbeeclif')
  })

  test('holds no user pool and no site of the demo', () => {
    for (const name of contents(one).keys()) {
      expect(readFileSync(join(one, name), 'latin1'), name).not.toContain('LocalDemo')
    }
  })

  test('lets the sites speak that an operator names', () => {
    process.env['EXTERNAL_SITES'] = 'https://*.corp.example/*, https://app.example/*'
    try {
      build(two, 'production')
    } finally {
      delete process.env['EXTERNAL_SITES']
    }
    expect(manifestOf(two).externally_connectable.matches).toEqual([
      'https://*.corp.example/*',
      'https://app.example/*',
    ])
  })
})
