import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright'
import { expect } from 'vitest'
import manifest from '../../../manifest.json' with { type: 'json' }
import { overflow, spilt, violations } from '../axe.ts'
import { needChromium } from '../browser.ts'
import { chromiumSwitches } from '../chromium-switches.ts'
import { buildStage, removeStage, serveStage } from './build-stage.ts'

export const shots = 'test-results/screenshots'

/** A browser without the extension, in which its pages are played on a stage. */
export interface StageBrowser {
  browser: Browser
  /** One window for all looks: a new one for each takes most of the time. */
  page: Page
  address: string
  close(): Promise<void>
}

/** Builds the stage, and serves it under the policy that the extension's pages live under, or another. */
export async function openStage(
  policy: string = manifest.content_security_policy.extension_pages,
): Promise<StageBrowser> {
  await mkdir(shots, { recursive: true })
  await buildStage()
  const { address, stop } = await serveStage(policy)
  const browser = await chromium.launch({
    executablePath: needChromium(),
    args: chromiumSwitches(),
  })
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  const close = async () => {
    await browser.close()
    stop()
    await removeStage()
  }
  return { browser, page, address, close }
}

/** The full run looks at every state, the short one at every fourth. */
export function lookedAt<State>(states: Record<string, State>): [string, State][] {
  const all = Object.entries(states)
  return process.env['FULL'] === undefined ? all.filter((_, index) => index % 4 === 0) : all
}

interface Look {
  viewport: { width: number; height: number }
  /** Done before the page is opened. */
  before?: (page: Page) => Promise<void>
}

/** Shows a page of the stage; fails where anything was blocked or thrown on the way. */
export async function look(
  stage: StageBrowser,
  path: string,
  { viewport, before }: Look,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const page = before === undefined ? stage.page : await stage.browser.newPage({ reducedMotion: 'reduce' })
  const faults: string[] = []
  const said = (message: ConsoleMessage) => message.type() === 'error' && faults.push(message.text())
  const thrown = (error: Error) => faults.push(error.message)
  page.on('console', said).on('pageerror', thrown)
  try {
    await before?.(page)
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await page.goto(stage.address + path)
    await page.locator('html[data-ready]').waitFor()
    await use(page)
  } finally {
    page.off('console', said).off('pageerror', thrown)
    if (page !== stage.page) await page.close()
  }
  expect(faults).toEqual([])
}

/** Light, dark and in forced colours axe finds nothing, and nothing scrolls sideways. */
export async function expectDrawnWell(page: Page, width: number): Promise<void> {
  expect(await spilt(page)).toEqual([])
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page, ['color-contrast'])).toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await violations(page, ['color-contrast'])).toEqual([])
  await page.emulateMedia({ forcedColors: 'none' })
  expect(await overflow(page, width)).toBe(0)
  expect(await overflow(page, 320)).toBe(0)
}

/** Takes its picture in both colour schemes as it looks at first, without what scrolling would show. */
export async function shootFirst(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(shots, `${name}-first-${colorScheme}.png`) })
  }
}
