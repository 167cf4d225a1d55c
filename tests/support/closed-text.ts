import type { Page } from 'playwright'

interface Node {
  nodeName: string
  nodeValue: string
  shadowRootType?: string
  shadowRoots?: Node[]
  children?: Node[]
}

/** All text in the closed shadow roots of a page, which neither the page nor Playwright's locators can reach. */
export async function closedText(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
  await session.detach()
  return closedRoots(root).map(textOf).join('\n')
}

function closedRoots(node: Node): Node[] {
  const roots = node.shadowRoots ?? []
  return [
    ...roots.filter(({ shadowRootType }) => shadowRootType === 'closed'),
    ...[...roots, ...(node.children ?? [])].flatMap(closedRoots),
  ]
}

function textOf(node: Node): string {
  const own = node.nodeName === '#text' ? node.nodeValue : ''
  return own + (node.children ?? []).map(textOf).join(' ')
}
