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

/** Texts that are not whole: a box hides what does not fit, or they stick out of their card, or of the window. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const styled = (element: Element) => getComputedStyle(element).overflowX
    const hides = (element: Element) =>
      !element.matches('input, textarea') &&
      /hidden|clip/.test(styled(element)) &&
      element.scrollWidth > element.clientWidth + 1
    const sticksOut = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      const card = (element.closest('.card') ?? document.documentElement).getBoundingClientRect()
      return left < card.left - 1 || right > card.right + 1
    }
    const own = (element: Element) =>
      element.matches('input') || [...element.childNodes].some((node) => /\S/.test(node.nodeValue ?? ''))
    const isHeardAlone = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).clipPath !== 'none' || isHeardAlone(element.parentElement))
    const texts = [...document.querySelectorAll('main, main *')].filter(
      (element) => element.checkVisibility() && !isHeardAlone(element),
    )
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(styled(element)) || scrolls(element.parentElement))
    return texts
      .filter((element) => hides(element) || (own(element) && sticksOut(element) && !scrolls(element)))
      .map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent}`)
  })
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
