import type { Page } from 'playwright'
import type { Browser } from 'webextension-polyfill'
import type { LoadedExtension } from './extension.ts'
import { until } from './until.ts'

const PAGE = 'src/consent/index.html'

/** The windows in which a person is asked; there should never be more than one. */
export function consentWindows({ context, id }: LoadedExtension): Page[] {
  return context.pages().filter((page) => page.url().startsWith(`chrome-extension://${id}/${PAGE}`))
}

/** Waits for the window in which the person is asked. */
export async function consentWindow(extension: LoadedExtension): Promise<Page> {
  return until('the window that asks', () => consentWindows(extension)[0])
}

/** What stands on the toolbar icon. */
export async function badgeText({ inside }: LoadedExtension): Promise<string> {
  return inside.evaluate(async () => {
    const world: object = globalThis
    const chrome: Browser = Reflect.get(world, 'chrome')
    return chrome.action.getBadgeText({})
  })
}
