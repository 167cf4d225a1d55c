import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchExtension } from '../support/extension.ts'
import { openPopup } from '../support/popup.ts'
import { QuickWorld } from '../support/quick-world.ts'
import type { ToolbarPopup } from '../support/toolbar-popup.ts'
import { faces } from '../support/toolbar-faces.ts'
import { INSECURE, states, type ToolbarState } from '../support/toolbar-states.ts'
import { virtualScreen, type VirtualScreen } from '../support/virtual-screen.ts'
import { watchedExtension, watchedIn } from '../support/watched-extension.ts'
import { stopWorker } from '../support/worker.ts'

const build = watchedExtension(join(import.meta.dirname, '../../dist/chrome'))
const shots = join(import.meta.dirname, '../../test-results/toolbar')
let screen: VirtualScreen | undefined
let world: QuickWorld

beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  screen = await virtualScreen()
  const args = [`--host-resolver-rules=MAP ${INSECURE} 127.0.0.1`]
  const launch = () => launchExtension({ dist: build.dist, headed: screen !== undefined, args })
  world = await QuickWorld.open({ launch })
})
afterAll(async () => {
  await world.close()
  screen?.close()
  build.remove()
})

/** A browser in which nothing is stored, and a user pool in which all is well. */
async function cleared(): Promise<void> {
  const { extension, pool } = world
  await stopWorker(extension)
  await extension.inside.evaluate(
    'Promise.all([chrome.storage.session.clear(), chrome.storage.local.clear()])',
  )
  pool.faults.clear()
  pool.enableUser('ada')
  pool.setClient('web', { accessTokenSeconds: 3600, idTokenSeconds: 3600 })
}

/** The full run looks at every state, the short one at each scene and each card about the page under the popup. */
const short = new Set<string>([...Object.values(faces.scenes), ...Object.values(faces.sites)])
const all: [string, ToolbarState][] = Object.entries(states)
const looked = all.filter(([name]) => process.env['FULL'] !== undefined || short.has(name))

test.each(looked)(
  'the popup under the toolbar icon, %s: is drawn in one frame from what is stored, and nothing moves',
  async (name, { bring, says }) => {
    await cleared()
    const page = (await bring(world)) ?? (await world.visit(`${world.sites.two}/page`))
    const popup = await openPopup(world.extension, page)
    for (const sentence of says) await popup.waitForText(sentence)
    const { first, now, shifts, asked, window } = await watchedIn(popup)
    await shoot(popup, name)
    await popup.close()
    await page.close()
    for (const sentence of says) expect(first.text).toContain(sentence)
    expect(now.boxes).toEqual(first.boxes)
    expect(shifts).toEqual([])
    expect(asked).toEqual([])
    expect(window.sideways).toBe(0)
    if (screen !== undefined) {
      expect(window.width).toBe(380)
      expect(window.height).toBeLessThanOrEqual(600)
    }
  },
)

/** Takes its picture, light and dark. */
async function shoot(popup: ToolbarPopup, name: string): Promise<void> {
  for (const value of ['light', 'dark']) {
    await popup.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    await popup.screenshot(join(shots, `${name.replaceAll(/\W+/g, '-')}-${value}.png`))
  }
}
