import { expect, test, vi } from 'vitest'
import { onFirstInstalled } from '../../../src/browser/first-run.ts'

type Installed = (details: { reason: string; temporary: boolean }) => void

const browser = vi.hoisted(() => ({
  installed: [] as Installed[],
  installType: 'normal',
}))
vi.mock('../../../src/browser/browser.ts', () => ({
  browser: {
    runtime: { onInstalled: { addListener: (listener: Installed) => browser.installed.push(listener) } },
    management: { getSelf: async () => ({ installType: browser.installType }) },
  },
}))

test.each([
  ['a person installed it', { reason: 'install', temporary: false }, 'normal', 1],
  ['an author loaded it', { reason: 'install', temporary: false }, 'development', 1],
  ['an operator’s policy installed it', { reason: 'install', temporary: false }, 'admin', 0],
  ['it was loaded until Firefox ends', { reason: 'install', temporary: true }, 'development', 0],
  ['it was updated', { reason: 'update', temporary: false }, 'normal', 0],
  ['the browser was updated', { reason: 'browser_update', temporary: false }, 'normal', 0],
])('where %s', async (_, details, installType, welcomes) => {
  browser.installType = installType
  browser.installed.length = 0
  const welcome = vi.fn<() => Promise<void>>(async () => undefined)
  onFirstInstalled(welcome)
  for (const told of browser.installed) told(details)
  await new Promise(setImmediate)
  expect(welcome).toHaveBeenCalledTimes(welcomes)
})
