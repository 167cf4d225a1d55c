import { browser } from './browser.ts'

export interface ActiveTab {
  id: number
  /** Absent where the browser does not say: no host permission, and the person has not clicked the icon here. */
  url?: string
  title?: string
}

/**
 * The tab the person looks at. As a tab of its own, the popup is told which one by `?tab=<id>`, since it is
 * itself the active one then.
 */
export async function activeTab(): Promise<ActiveTab | undefined> {
  const named = new URLSearchParams(location.search).get('tab')
  const tab =
    named === null ? await currentTab() : await browser.tabs.get(Number(named)).catch(() => undefined)
  if (tab?.id === undefined) return undefined
  return {
    id: tab.id,
    ...(tab.url === undefined ? {} : { url: tab.url }),
    ...(tab.title === undefined ? {} : { title: tab.title }),
  }
}

async function currentTab() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab
}
