import type { Browser } from 'webextension-polyfill'
import type { LoadedExtension } from './extension.ts'

/**
 * Says yes beforehand to a host permission, as chrome://extensions does. Headless Chromium never shows the
 * question of `permissions.request`; after this, the request resolves at once, and only then the host is held.
 */
export async function grantHost(extension: LoadedExtension, pattern: string): Promise<void> {
  await onExtensionsPage(extension, 'addHostPermission', pattern)
}

/** Takes a host permission away, as a person does in the browser's settings. */
export async function takeHost(extension: LoadedExtension, pattern: string): Promise<void> {
  await onExtensionsPage(extension, 'removeHostPermission', pattern)
}

/** The match patterns of the hosts that the extension holds. */
export async function heldHosts({ inside }: LoadedExtension): Promise<string[]> {
  return inside.evaluate(async () => {
    const world: object = globalThis
    const chrome: Browser = Reflect.get(world, 'chrome')
    return (await chrome.permissions.getAll()).origins ?? []
  })
}

/** What chrome://extensions has and no other page. */
interface ExtensionsPage {
  developerPrivate: Record<
    'addHostPermission' | 'removeHostPermission',
    (id: string, pattern: string) => Promise<void>
  >
}

async function onExtensionsPage(
  { context, id }: LoadedExtension,
  method: 'addHostPermission' | 'removeHostPermission',
  pattern: string,
): Promise<void> {
  const page = await context.newPage()
  try {
    await page.goto('chrome://extensions')
    await page.evaluate(
      async ([id, method, pattern]) => {
        const world: object = globalThis
        const chrome: ExtensionsPage = Reflect.get(world, 'chrome')
        await chrome.developerPrivate[method](id, pattern)
      },
      [id, method, pattern] as const,
    )
  } finally {
    await page.close()
  }
}
