import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentsOf, twice } from '../../../scripts/extension/bundled/contents.ts'
import { licenceIn, thirdPartyText } from '../../../scripts/extension/bundled/licence.ts'
import { originOf } from '../../../scripts/extension/bundled/origin.ts'
import { dependencies, reasons } from '../../../scripts/extension/bundled/reasons.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'cognito-shared-session-bundled-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))

/** A package that is installed nowhere else. */
function installed(name: string, manifest: object, files: Record<string, string> = {}): string {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  const all = { ...files, 'package.json': JSON.stringify({ name, version: '1.2.3', ...manifest }) }
  for (const [file, text] of Object.entries(all)) writeFileSync(join(place, file), text)
  return place
}

describe('a module belongs to', () => {
  test.each([
    ['/a/node_modules/preact/hooks/dist/hooks.mjs', 'preact', '/a/node_modules/preact'],
    ['/a/node_modules/@scope/b/index.js?commonjs', '@scope/b', '/a/node_modules/@scope/b'],
    ['/a/node_modules/b/node_modules/c/index.js', 'c', '/a/node_modules/b/node_modules/c'],
    ['\0/a/node_modules/b/index.js?commonjs-module', 'b', '/a/node_modules/b'],
    ['C:\\a\\node_modules\\b\\index.js', 'b', 'C:/a/node_modules/b'],
    ['\0rolldown/runtime.js', 'rolldown', join(root, 'node_modules/rolldown')],
    ['\0vite/modulepreload-polyfill.js', 'vite', join(root, 'node_modules/vite')],
  ])('%s to a package that is installed', (id, name, place) => {
    expect(originOf(id)).toEqual({ name, folder: place })
  })

  test.each([
    [join(root, 'src/popup/index.html'), 'src/popup'],
    [join(root, 'src/content/panel.css?inline'), 'src/content'],
    [join(root, 'packages/page-sdk/src/index.ts'), 'packages/page-sdk'],
    ['\0vite/preload-helper.js', 'vite.config.ts'],
  ])('%s to a room of ours', (id, name) => expect(originOf(id)).toEqual({ name }))

  test.each(['\0elsewhere/x.js', '/etc/passwd', join(root, 'scripts/x.ts')])('%j to nobody: refused', (id) =>
    expect(() => originOf(id)).toThrow('Nobody knows whose'),
  )
})

describe('the licence of a package that is bundled', () => {
  test('comes with its whole text, its notices, and where the source is', () => {
    const files = { 'LICENSE.md': 'Do as you like.\n', 'NOTICE.txt': 'Made by Ada.' }
    const repository = { type: 'git', url: 'git+https://code.example/a/b.git' }
    const found = licenceIn(installed('good', { license: 'MIT', repository }, files))
    const text = 'Do as you like.\n\nMade by Ada.'
    expect(found).toEqual({
      name: 'good',
      version: '1.2.3',
      licence: 'MIT',
      source: 'https://code.example/a/b',
      text,
    })
    expect(thirdPartyText([found])).toContain(
      `good 1.2.3\nLicence: MIT\nSource: https://code.example/a/b\n\n${text}\n`,
    )
  })

  test.each([
    ['ada/b', 'https://github.com/ada/b'],
    ['github:ada/b', 'https://github.com/ada/b'],
    [{ url: 'git+ssh://git@code.example/b.git' }, 'https://code.example/b'],
    [undefined, 'https://home.example/'],
  ])('says where the source is: %j', (repository, source) => {
    const place = installed(
      'there',
      { license: 'MIT', repository, homepage: 'https://home.example/' },
      { LICENSE: 'x' },
    )
    expect(licenceIn(place)).toMatchObject({ source })
  })

  test.each([
    ['none', {}, { LICENSE: 'x' }, 'none is bundled and names no licence'],
    ['own', { license: 'SEE LICENSE IN x' }, { LICENSE: 'x' }, 'is not accepted'],
    ['gpl', { license: 'GPL-3.0-only' }, { LICENSE: 'x' }, 'GPL-3.0-only, is not accepted'],
    ['silent', { license: 'MIT' }, {}, 'silent is bundled and brings no text of its licence'],
  ])('ends the build where it cannot be had: %s', (name, manifest, files, said) => {
    expect(() => licenceIn(installed(name, manifest, files))).toThrow(said)
  })

  test('ends the build for what is no package', () => {
    expect(() => licenceIn(join(folder, 'nowhere'))).toThrow('is no package')
  })
})

describe('what a script is made of', () => {
  test('is counted in bytes, by its map', () => {
    const file = join(folder, 'a.js')
    const sources = [join(root, 'src/popup/main.tsx'), '/a/node_modules/b/index.js', '\0rolldown/runtime.js']
    // Columns 0, 2 and 5 of the first line, each from the next source; nothing of the second line is from any.
    const mappings = 'AAAA,ECAA,GCAA;A;'
    writeFileSync(file, 'aäbbbcc\ndddd\n//# sourceMappingURL=a.js.map\n')
    writeFileSync(`${file}.map`, JSON.stringify({ version: 3, sources, names: [], mappings }))
    expect(Object.fromEntries(contentsOf(file))).toEqual({
      'src/popup': 3,
      b: 3,
      rolldown: 3,
      '(in no map)': 4,
    })
  })

  test('is in the extension once', () => {
    const one = ['/a/node_modules/b/x.js', '/a/node_modules/b/y.js', join(root, 'src/popup/main.tsx')]
    expect(twice(one)).toEqual([])
    expect(twice([...one, '/a/node_modules/c/node_modules/b/x.js'])).toEqual(['b'])
  })

  test('is shipped in one version', () => {
    const packages: Record<string, { dev?: true; devOptional?: true; optional?: true; link?: true }> =
      read('package-lock.json').packages
    const shipped = Object.entries(packages)
      .filter(([, { dev, devOptional, optional, link }]) => !dev && !devOptional && !optional && !link)
      .flatMap(([place]) => /^.*node_modules\/(.+)$/.exec(place)?.[1] ?? [])
    expect(shipped.length).toBeGreaterThan(5)
    expect(shipped.filter((name, index) => shipped.indexOf(name) !== index)).toEqual([])
  })

  test('has a reason in ARCHITECTURE.md, every package and no other', () => {
    const ours = (name: string) => name.startsWith('@cognito-shared-session/')
    const manifests = [
      'package.json',
      'packages/cognito-session/package.json',
      'packages/page-sdk/package.json',
    ]
    const needed = manifests
      .flatMap((file) => Object.keys(read(file).dependencies))
      .filter((name) => !ours(name))
    expect([...dependencies().keys()].sort()).toEqual([...new Set(needed)].sort())
  })

  test('has a reason in ARCHITECTURE.md, every room', () => {
    const rooms = readdirSync(join(root, 'src')).map((name) => `src/${name}`)
    const known = reasons()
    expect(
      [...rooms, 'packages/cognito-session', 'packages/page-sdk'].filter((name) => !known.has(name)),
    ).toEqual([])
    expect(known.get('src/contract')).toMatch(/^the words all sides speak/)
  })
})
