import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'

export const SHOTS = join(import.meta.dirname, '../../test-results/tour')

/** Where the picture of this name goes. */
export const pictureOf = (name: string): string => join(SHOTS, `${name}.png`)

export async function makeFolder(): Promise<void> {
  await mkdir(SHOTS, { recursive: true })
}

export async function shoot(page: Page, name: string): Promise<void> {
  await page.bringToFront()
  await page.screenshot({ path: pictureOf(name), fullPage: true })
}

/** Takes one picture of several pages side by side, each from its top. */
export async function shootBeside(pages: readonly Page[], name: string): Promise<void> {
  const shots: string[] = []
  for (const page of pages) {
    await page.bringToFront()
    shots.push((await page.screenshot({ fullPage: true })).toString('base64'))
  }
  const [first] = pages
  const table = await first?.context().newPage()
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`)
  const style = 'body { display: flex; align-items: start; gap: 24px; width: 2048px } img { width: 1000px }'
  await table?.setContent(`<style>${style}</style>${images.join('')}`)
  await table?.setViewportSize({ width: 2064, height: 900 })
  await table?.screenshot({ path: pictureOf(name), fullPage: true })
  await table?.close()
}
