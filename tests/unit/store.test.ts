import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestFor } from '../../scripts/extension/manifest-for.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, 'docs/store', file), 'utf8')
const manifests = { chrome: manifestFor('chrome', []), firefox: manifestFor('firefox', []) }

/** The rows of the table of permissions: name, when it is asked for, and why. */
const rows = [...read('permissions.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, name = '', when = '', why = '']) => ({ name, when, why }),
)
const named = (when: RegExp) => rows.filter((row) => when.test(row.when)).map(({ name }) => name)

describe.each(Object.entries(manifests))('what the stores are told of the package for %s', (_, manifest) => {
  test('justifies each permission that it has at install, and no other', () => {
    expect(named(/^at install$/)).toEqual(manifest.permissions)
    expect(manifest).not.toHaveProperty('host_permissions')
  })

  test('justifies each permission that it may ask for, and no other', () => {
    const asked = [...manifest.optional_permissions, ...manifest.optional_host_permissions]
    expect(named(/^(?!at install)/)).toEqual(asked)
  })
})

test.each(['en', 'de', 'ja'])(
  'the listing has the name and the description of the manifest, in %s',
  (language) => {
    const messages = JSON.parse(
      readFileSync(join(root, 'public/_locales', language, 'messages.json'), 'utf8'),
    )
    const said = (text: string) => messages[text.replaceAll(/^__MSG_|__$/g, '')].message
    const { name, description } = manifests.chrome
    expect(read('listing.md')).toContain(`**Name:** ${said(name)}\n`)
    expect(read('listing.md')).toContain(`| ${language} | ${said(description)} |`)
    // The most that the Chrome Web Store takes.
    expect(said(description).length).toBeLessThanOrEqual(132)
  },
)

test('each permission has a reason, and each its own but for this machine’s', () => {
  expect(rows.filter(({ why }) => why.length < 9)).toEqual([])
  const reasons = rows.map(({ why }) => why).filter((why) => !why.startsWith('The same'))
  expect(new Set(reasons).size).toBe(rows.length - 2)
})

test('Mozilla is told what is collected as the manifest says it', () => {
  const { data_collection_permissions: said } = Object(
    Object(manifests.firefox).browser_specific_settings.gecko,
  )
  const list = Object(said)
    .required.map((name: string) => `'${name}'`)
    .join(', ')
  expect(read('privacy.md')).toContain(`\`required: [${list}]\``)
})

/** Width and height, as a PNG's header has them. */
function sizeOf(file: string): [number, number] {
  const png = readFileSync(join(root, 'docs/store', file))
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

test('the pictures of the listing have the size that the Chrome Web Store takes', () => {
  const files = [...read('listing.md').matchAll(/\]\((\.\.\/screenshots\/[^)]+)\)/g)].map(
    ([, file]) => file ?? '',
  )
  expect(files.length).toBeGreaterThan(7)
  expect(files.filter((file) => sizeOf(file).join() !== '1280,800')).toEqual([])
})
