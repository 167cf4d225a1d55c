import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, openStage, shots, type StageBrowser } from '../../support/popup-stage/stage-browser.ts'
import { allScreens } from '../../support/screen.ts'
import { spokenAs } from '../../support/words/spoken-as.ts'

/** The pictures that the docs and the store's listing use: of which screen, in which state, and how it is framed. */
const pictures = [
  { name: 'popup-signed-in', of: 'popup', state: 'signed-in', framed: true },
  { name: 'consent-asks', of: 'consent', state: 'asks', framed: true },
  { name: 'consent-asks-for-more', of: 'consent', state: 'asks-for-more', framed: true },
  { name: 'options-activity', of: 'options', state: 'activity', framed: false },
] as const

const schemes = ['light', 'dark'] as const
/** What the Chrome Web Store takes. */
const STORE = { width: 1280, height: 800 }
const folder = join(shots, 'docs')
const screens = await allScreens()
let stage: StageBrowser

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  stage = await openStage()
})
afterAll(() => stage.close())

/** Sets a picture on a plain ground of the store's size, unscaled. */
async function frame(page: Page, picture: string, scheme: (typeof schemes)[number], to: string) {
  const ground = scheme === 'light' ? '#dfe6e3' : '#0b1211'
  const data = (await readFile(picture)).toString('base64')
  await page.setViewportSize(STORE)
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}"><img style="border-radius:12px;box-shadow:0 12px 40px #0005" src="data:image/png;base64,${data}">`,
  )
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  await page.screenshot({ path: to })
}

test.each(pictures)('$name is drawn for the docs and the store', async ({ name, of, state, framed }) => {
  const screen = screens.find((screen) => screen.name === of)
  expect(screen?.states).toContain(state)
  if (screen === undefined) return
  const viewport = framed ? screen.viewport : STORE
  await look(stage, screen.path(state), { viewport }, async (page) => {
    await screen.arrive(page, state, spokenAs('en'))
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) })
    }
  })
  if (!framed) return
  const page = await stage.browser.newPage()
  for (const scheme of schemes) {
    const picture = join(folder, `${name}-${scheme}.png`)
    await frame(page, picture, scheme, join(folder, `store-${name}-${scheme}.png`))
  }
  await page.close()
})
