import type { Page } from 'playwright'

interface Node {
  nodeName: string
  nodeValue: string
  shadowRootType?: string
  shadowRoots?: Node[]
  /** Names and values, in turn. */
  attributes?: string[]
  children?: Node[]
}

/**
 * All text in the closed shadow roots of a page, which neither the page nor Playwright's locators can reach: as it
 * is drawn, be it by text nodes or by styles.
 */
export const closedText = (page: Page): Promise<string> =>
  textIn(page, (node) => ownText(node) + attribute(node, 'data-text'))

/** The same, without what styles draw: what `window.find` and the selection of a page reach. */
export const findableText = (page: Page): Promise<string> => textIn(page, ownText)

async function textIn(page: Page, own: (node: Node) => string): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
  await session.detach()
  return closedRoots(root)
    .map((node) => textOf(node, own))
    .join('\n')
}

function closedRoots(node: Node): Node[] {
  const roots = node.shadowRoots ?? []
  return [
    ...roots.filter(({ shadowRootType }) => shadowRootType === 'closed'),
    ...[...roots, ...(node.children ?? [])].flatMap(closedRoots),
  ]
}

function textOf(node: Node, own: (node: Node) => string): string {
  return own(node) + (node.children ?? []).map((child) => textOf(child, own)).join(' ')
}

function ownText({ nodeName, nodeValue }: Node): string {
  return nodeName === '#text' ? nodeValue : ''
}

function attribute({ attributes = [] }: Node, name: string): string {
  const place = attributes.indexOf(name)
  return place < 0 ? '' : (attributes[place + 1] ?? '')
}
