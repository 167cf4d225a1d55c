import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchExtension, type LaunchOptions } from '../support/extension.ts'
import { governedExtension, mayWritePolicies, type GovernedExtension } from '../support/operator-policy.ts'
import { openPopup } from '../support/popup.ts'
import { QuickWorld } from '../support/quick-world.ts'
import type { ToolbarPopup } from '../support/toolbar-popup.ts'
import { faces } from '../support/toolbar-faces.ts'
import { INSECURE, managed, policyFor, states, type ToolbarState } from '../support/toolbar-states.ts'
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
})
afterAll(() => {
  screen?.close()
  build.remove()
})

/** With a screen, where there is one: headless, a popup has not the size that everybody's has. */
const launched = (dist: string, more: Partial<LaunchOptions> = {}) => {
  const args = [`--host-resolver-rules=MAP ${INSECURE} 127.0.0.1`]
  return launchExtension({ dist, headed: screen !== undefined, args, ...more })
}

/** Brings a state about, opens the popup and looks how it is drawn. */
async function walk(name: string, { bring, says }: ToolbarState): Promise<void> {
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
  if (screen === undefined) return
  expect(window.width).toBe(380)
  expect(window.height).toBeLessThanOrEqual(600)
}

describe('the popup under the toolbar icon is drawn in one frame from what is stored, and nothing moves:', () => {
  beforeAll(async () => {
    world = await QuickWorld.open({ launch: () => launched(build.dist) })
  })
  afterAll(() => world.close())

  /** A browser in which nothing is stored, and a user pool in which all is well. */
  async function cleared(): Promise<void> {
    const { extension, pool } = world
    await stopWorker(extension)
    const clear = `Promise.all(['session', 'local'].map((area) => chrome.storage[area].clear()))`
    await extension.inside.evaluate(clear)
    pool.faults.clear()
    pool.enableUser('ada')
    pool.setClient('web', { accessTokenSeconds: 3600, idTokenSeconds: 3600 })
  }

  /** The full run looks at every state, the short one at each scene and each card about the page under the popup. */
  const short = new Set<string>([...Object.values(faces.scenes), ...Object.values(faces.sites)])
  const all: [string, ToolbarState][] = Object.entries(states)

  test.each(all.filter(([name]) => process.env['FULL'] !== undefined || short.has(name)))(
    '%s',
    async (name, state) => {
      await cleared()
      await walk(name, state)
    },
  )
})

describe.runIf(mayWritePolicies)(
  'and so it is where a policy file, which root alone may write, decides:',
  () => {
    let extension: GovernedExtension

    beforeAll(async () => {
      extension = governedExtension(build.dist)
      world = await QuickWorld.open({
        launch(around) {
          extension.decide(policyFor(around))
          // With a user pool set up by an operator, there is nothing to welcome anybody to.
          return launched(extension.dist, { keepWelcome: true })
        },
      })
    })
    afterAll(async () => {
      extension.remove()
      await world.close()
    })

    test.each(Object.entries<ToolbarState>(managed))('%s', walk)
  },
)

/** Takes its picture, light and dark. */
async function shoot(popup: ToolbarPopup, name: string): Promise<void> {
  for (const value of ['light', 'dark']) {
    await popup.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    await popup.screenshot(join(shots, `${name.replaceAll(/\W+/g, '-')}-${value}.png`))
  }
}
