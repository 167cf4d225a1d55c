import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { withRowsOf } from '../../../scripts/extension/polyfill-table.ts'

const polyfill = readFileSync(createRequire(import.meta.url).resolve('webextension-polyfill'), 'utf8')

/** A browser of callbacks alone, with the polyfill over it. */
function browserWith(source: string) {
  const get = (_name: string, callback: (value: string) => void) => callback('an answer')
  const globals = {
    chrome: { runtime: { id: 'this-extension' }, alarms: { get }, bookmarks: { get } },
    exports: {},
  }
  const module = {
    exports: {} as { alarms: { get(name: string): unknown }; bookmarks: { get(name: string): unknown } },
  }
  runInNewContext(source, { ...globals, module })
  return module.exports
}

test('an API that the extension has is wrapped, so that it gives promises', async () => {
  const browser = browserWith(withRowsOf(['alarms'], polyfill))
  await expect(browser.alarms.get('refresh')).resolves.toBe('an answer')
})

test('an API that the extension does not have costs no bytes', () => {
  const source = withRowsOf(['alarms'], polyfill)
  expect(source).not.toContain('"bookmarks"')
  expect(polyfill.length - source.length).toBeGreaterThan(10_000)
})

test('a polyfill whose table is not found stops the build', () => {
  expect(() => withRowsOf(['alarms'], 'module.exports = browser')).toThrow('no table of APIs')
})
