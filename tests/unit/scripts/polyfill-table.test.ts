import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { withoutTable } from '../../../scripts/extension/polyfill-table.ts'

const polyfill = readFileSync(createRequire(import.meta.url).resolve('webextension-polyfill'), 'utf8')

type Heard = (message: unknown, sender: object, answer: (value: unknown) => void) => unknown
type Listener = (message: unknown) => Promise<unknown>

/** A Chromium without a `browser` of its own, with the polyfill over it: its calls give promises, its messages do not. */
function chromium() {
  const heard: Heard[] = []
  const chrome = {
    runtime: {
      id: 'this-extension',
      getPlatformInfo: async () => ({ os: 'linux' }),
      onMessage: { addListener: (listener: Heard) => heard.push(listener) },
      sendMessage: (message: unknown, answered: (answer: unknown) => void) =>
        heard.forEach((listener) => listener(message, {}, answered)),
    },
    alarms: { get: async (name: string) => `the alarm ${name}` },
    tabs: {
      sendMessage: (tab: number, message: unknown, answered: (answer: unknown) => void) =>
        answered(`${tab} heard ${String(message)}`),
    },
  }
  const module = {
    exports: {} as {
      alarms: { get(name: string): unknown }
      runtime: {
        getPlatformInfo(): unknown
        sendMessage(message: unknown): unknown
        onMessage: { addListener(listener: Listener): void }
      }
      tabs: { sendMessage(tab: number, message: unknown): unknown }
    },
  }
  runInNewContext(withoutTable(polyfill), { chrome, exports: {}, module })
  return module.exports
}

test('a call gives the browser’s own promise', async () => {
  await expect(chromium().alarms.get('refresh')).resolves.toBe('the alarm refresh')
})

test('a listener answers a message by a promise, and who asked has one too', async () => {
  const { runtime } = chromium()
  runtime.onMessage.addListener(async (message) => `an answer to ${String(message)}`)
  await expect(runtime.sendMessage('a question')).resolves.toBe('an answer to a question')
})

test('a message to a tab is answered by a promise', async () => {
  await expect(chromium().tabs.sendMessage(7, 'it')).resolves.toBe('7 heard it')
})

test('the table of all other calls costs no bytes', () => {
  expect(withoutTable(polyfill)).not.toContain('"alarms"')
  expect(polyfill.length - withoutTable(polyfill).length).toBeGreaterThan(14_000)
})

test('a polyfill whose table is not found stops the build', () => {
  expect(() => withoutTable('module.exports = browser')).toThrow('no table of APIs')
})
