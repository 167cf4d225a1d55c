import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const accessible = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe objects to. Another colour scheme changes nothing but `color-contrast`. */
export async function violations(page: Page, rules: readonly string[] = accessible): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const results = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'], preload: false })`,
  )
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** How far the page scrolls sideways, in pixels, at this width. */
export async function overflow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 600 })
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  return Math.max(0, await page.evaluate(sideways))
}

/** What stands out of its line or box at the bottom, over what comes next: the text of each. */
export function spilt(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const spills = (element: Element) => {
      const { overflowY, display } = getComputedStyle(element)
      const lies = element.getClientRects().length > 0 && !display.startsWith('inline')
      return lies && overflowY === 'visible' && element.scrollHeight > element.clientHeight + 2
    }
    const boxes = [...document.querySelectorAll('label, li, p, dt, dd, td, th, button, h1, h2, h3')]
    return boxes.filter(spills).map(({ textContent }) => textContent)
  })
}
