import { join } from 'node:path'
import type { ElementHandle, JSHandle, Page } from 'playwright'
import { launchExtension, type LoadedExtension } from '../extension.ts'
import { grantHost } from '../host-permission.ts'
import { openPopup } from '../popup.ts'
import { tabIdOf } from '../tabs.ts'
import { until } from '../until.ts'
import { stopWorker } from '../worker.ts'
import { found, type BrowserKind, type Driver, type Tab } from './driver.ts'

const dist = join(import.meta.dirname, '../../../dist/chrome')

class ChromiumTab implements Tab {
  readonly id: number
  readonly page: Page

  constructor(page: Page, id: number) {
    this.page = page
    this.id = id
  }

  evaluate(expression: string): Promise<unknown> {
    return this.page.evaluate(expression)
  }

  async fill(label: string, text: string): Promise<void> {
    const field = await this.#find(found.field(label))
    await field.fill(text)
  }

  async click(name: string): Promise<void> {
    await (await this.#find(found.control(name))).click()
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(address)
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path })
  }

  close(): Promise<void> {
    return this.page.close()
  }

  #find(expression: string): Promise<ElementHandle> {
    return until(`in the page: ${expression}`, async () => {
      const handle: JSHandle = await this.page.evaluateHandle(expression)
      return handle.asElement() ?? undefined
    })
  }
}

/** Chromium, by Playwright. */
class ChromiumDriver implements Driver {
  #extension: LoadedExtension

  constructor(extension: LoadedExtension) {
    this.#extension = extension
  }

  open(path: string): Promise<ChromiumTab> {
    return this.visit(`chrome-extension://${this.#extension.id}/${path}`)
  }

  async visit(address: string): Promise<ChromiumTab> {
    const page = await this.#extension.context.newPage()
    await page.goto(address)
    return new ChromiumTab(page, await tabIdOf(this.#extension, page))
  }

  async toolbar(tab: Tab): Promise<ChromiumTab> {
    if (!(tab instanceof ChromiumTab)) throw new Error('This tab is of another browser.')
    const popup = await openPopup(this.#extension, tab.page)
    await popup.close()
    return await this.open(`src/popup/index.html?tab=${tab.id}`)
  }

  endBackground(): Promise<void> {
    return stopWorker(this.#extension)
  }

  async restart(): Promise<void> {
    await this.#extension.leave()
    this.#extension = await launchExtension({ dist, profile: this.#extension.profile })
  }

  close(): Promise<void> {
    return this.#extension.close()
  }
}

export const chromium: BrowserKind = {
  name: 'Chromium',
  async launch() {
    const extension = await launchExtension({ dist })
    // No headless browser shows the question of `permissions.request`.
    await grantHost(extension, 'http://localhost/*')
    return new ChromiumDriver(extension)
  },
}
