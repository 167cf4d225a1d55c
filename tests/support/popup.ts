import type { Page } from 'playwright'
import type { LoadedExtension } from './extension.ts'
import { tabIdOf } from './tabs.ts'
import { ToolbarPopup } from './toolbar-popup.ts'
import { browserSession, targets } from './targets.ts'
import { until } from './until.ts'

const POPUP = 'src/popup/index.html'

/** The popup in a tab of its own, about the tab that `about` is in: a page like any other to Playwright. */
export async function popupPage(extension: LoadedExtension, about?: Page): Promise<Page> {
  const tab = about === undefined ? '' : `?tab=${await tabIdOf(extension, about)}`
  const popup = await extension.context.newPage()
  await popup.setViewportSize({ width: 380, height: 560 })
  await popup.goto(`chrome-extension://${extension.id}/${POPUP}${tab}`)
  return popup
}

/** Clicks the toolbar icon while `page` is looked at, as a person does; gives `activeTab` on that page. */
export async function openPopup(extension: LoadedExtension, page: Page): Promise<ToolbarPopup> {
  const { context, id } = extension
  await page.bringToFront()
  const before = await targets(context)
  const session = await browserSession(context)
  const tab = before.find(({ type, url }) => type === 'tab' && url === page.url())
  if (tab === undefined) throw new Error(`No tab shows ${page.url()}.`)
  await session.send('Extensions.triggerAction', { id, targetId: tab.targetId })
  const known = new Set(before.map(({ targetId }) => targetId))
  const popup = await until('the popup to open', async () =>
    (await targets(context)).find(
      ({ type, url, targetId }) =>
        type === 'page' && url.startsWith(`chrome-extension://${id}/`) && !known.has(targetId),
    ),
  )
  return ToolbarPopup.attach(session, popup.targetId)
}
