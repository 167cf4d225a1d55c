import { browser } from './browser.ts'

/** Pages of the extension that are opened in tabs. */
export type OwnPage = 'options' | 'managed-login'

/** Opens one of the extension's pages in a tab; what it is about goes into the address, and is no secret. */
export async function openOwnTab(page: OwnPage, about: Readonly<Record<string, string>> = {}): Promise<void> {
  const query = new URLSearchParams(about).toString()
  await browser.tabs.create({ url: browser.runtime.getURL(`src/${page}/index.html?${query}`) })
}
