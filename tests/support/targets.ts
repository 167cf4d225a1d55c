import type { BrowserContext, CDPSession } from 'playwright'

export interface Target {
  targetId: string
  type: string
  url: string
}

/** Chromium's own command line to the whole browser: tabs, popups and workers, not just Playwright's pages. */
export async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser()
  if (browser === null) throw new Error('This context has no browser of its own.')
  return browser.newBrowserCDPSession()
}

/** Everything that Chromium runs, popups and workers included. */
export async function targets(context: BrowserContext): Promise<Target[]> {
  const session = await browserSession(context)
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] })
  await session.detach()
  return targetInfos
}
