import { join } from 'node:path'
import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import type { Page } from 'playwright'
import { startDemoSites, type DemoSites } from '../../demo/serve.ts'
import { launchExtension, type LoadedExtension } from './extension.ts'
import { grantHost } from './host-permission.ts'
import { openPopup, popupPage } from './popup.ts'
import { enterPool } from './setup.ts'

/** The demo build names the sites on localhost and has a pool preset; the store's build names and has none. */
type Build = 'demo' | 'chrome'

const distOf = (build: Build) => join(import.meta.dirname, '../../dist', build)

/** What the `key` in the manifest makes of it. */
const EXTENSION_ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'

/** A real browser with the built extension, a user pool and two sites, as a person would have them. */
export class SharedWorld {
  extension: LoadedExtension
  readonly pool: LocalUserPool
  readonly sites: DemoSites
  readonly #build: Build

  private constructor(extension: LoadedExtension, pool: LocalUserPool, sites: DemoSites, build: Build) {
    this.#build = build
    this.extension = extension
    this.pool = pool
    this.sites = sites
  }

  static async open(build: Build = 'demo'): Promise<SharedWorld> {
    const poolId = 'eu-west-1_LocalTest'
    const back = `https://${EXTENSION_ID}.chromiumapp.org/${poolId}`
    const pool = await startUserPool({ liftMinimums: true, poolId, callbackUrls: [back] })
    pool.setClient('web', { logoutUrls: [back] })
    const sites = await startDemoSites({ url: pool.url, poolId: pool.poolId, clientId: pool.clients.web.id })
    const extension = await launchExtension({ dist: distOf(build) })
    await grantHost(extension, 'http://localhost/*')
    return new SharedWorld(extension, pool, sites, build)
  }

  async close(): Promise<void> {
    await this.extension.close()
    await this.sites.close()
    await this.pool.close()
  }

  /**
   * Ends the browser and starts another on the same profile. An extension that is loaded from a folder counts as
   * installed anew each time, but one with a fixed id finds its `storage.local` and IndexedDB as they were.
   */
  async restart(between: () => void = () => {}): Promise<void> {
    await this.extension.leave()
    between()
    this.extension = await launchExtension({ dist: distOf(this.#build), profile: this.extension.profile })
  }

  /** The popup in a tab of its own. */
  popup(): Promise<Page> {
    return popupPage(this.extension)
  }

  /** Sets the pool up, then types user name and password into the popup. Leaves the popup open. */
  async signIn(client: keyof LocalUserPool['clients'] = 'web', password?: string): Promise<Page> {
    const { pool, extension } = this
    const clientId = pool.clients[client].id
    await enterPool(extension, { poolId: pool.poolId, clientId, endpoint: pool.url })
    const popup = await popupPage(extension)
    if (this.#build === 'demo') {
      await popup.getByRole('combobox', { name: 'User pool' }).selectOption(pool.poolId)
    }
    await popup.getByLabel('User name').fill(pool.users.ada.signInName)
    await popup.getByLabel('Password', { exact: true }).fill(password ?? pool.users.ada.password)
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (password === undefined) await popup.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    return popup
  }

  /** Allows the page's site by the real popup under the toolbar icon, with everything that is offered. */
  async allow(page: Page): Promise<void> {
    const popup = await openPopup(this.extension, page)
    await popup.click('button', 'Allow this site')
    await popup.waitForText('Take back')
    await popup.close()
  }

  async visit(address: string): Promise<Page> {
    const page = await this.extension.context.newPage()
    await page.goto(address)
    return page
  }

  /** Asks by hand, as a page without the SDK does. */
  ask(page: Page, method = 'getSession', params: object = {}): Promise<Answered> {
    return page.evaluate(
      async ([id, method, params]) => {
        const root: object = globalThis
        const api: Speaker = Reflect.get(root, 'chrome')
        return api.runtime.sendMessage(id, { v: 1, id: 'by-hand', method, params })
      },
      [this.extension.id, method, params] as const,
    )
  }
}

/** The one thing of the browser's that a page named in the manifest may call. */
interface Speaker {
  runtime: { sendMessage(id: string, message: object): Promise<Answered> }
}

/** Any answer, for reading in a test what it says. */
export interface Answered {
  ok: boolean
  value?: {
    state?: string
    generation?: number
    expiresAt?: number
    claims?: Record<string, unknown>
    idToken?: string
    accessToken?: string
  }
  error?: { code: string; message: string }
}
