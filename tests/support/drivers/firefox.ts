import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { ElementHandle, type Browser, type KeyInput, type Page } from 'puppeteer-core'
import manifest from '../../../manifest.json' with { type: 'json' }
import { archive, filesIn } from '../../../scripts/extension/archive.ts'
import { needFirefox } from '../browser.ts'
import { until } from '../until.ts'
import { found, type BrowserKind, type Driver, type Tab } from './driver.ts'

const DIST = join(import.meta.dirname, '../../../dist/firefox')
const ID = manifest.browser_specific_settings.gecko.id
/** Firefox draws one for each profile; the tests say which, so that they know the extension's address. */
const UUID = '6f3a1c52-8f3e-4d6a-9a57-0d3a4f1f5b21'
const REMOVAL = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }

class FirefoxTab implements Tab {
  readonly id: number
  readonly #page: Page

  constructor(page: Page, id: number) {
    this.#page = page
    this.id = id
  }

  evaluate(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression)
  }

  async fill(label: string, text: string): Promise<void> {
    const field = await this.#find(found.field(label), `the field “${label}”`)
    await field.click({ count: 3 })
    await this.#page.keyboard.type(text)
  }

  async click(name: string): Promise<void> {
    await (await this.#find(found.control(name), `“${name}”`)).click()
  }

  async press(key: KeyInput): Promise<void> {
    await this.#page.keyboard.press(key)
  }

  async goto(address: string): Promise<void> {
    await this.#page.goto(address)
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path })
  }

  close(): Promise<void> {
    return this.#page.close()
  }

  #find(expression: string, what: string): Promise<ElementHandle> {
    return until(what, async () => {
      const found: unknown = await this.#page.evaluateHandle(expression)
      return found instanceof ElementHandle ? found : undefined
    })
  }
}

/** Firefox, by WebDriver BiDi. */
export class FirefoxDriver implements Driver {
  readonly profile = folder('profile')
  readonly #idle: number
  #browser: Browser
  #home: string

  private constructor(browser: Browser, home: string, profile: string, idle: number) {
    this.#browser = browser
    this.#home = home
    this.profile = profile
    this.#idle = idle
  }

  /** @param idle how long the background lives without work, in milliseconds; Firefox's own time if absent */
  static async launch(idle = 30_000): Promise<FirefoxDriver> {
    const profile = folder('profile')
    const home = folder('home')
    const browser = await start(profile, home, idle)
    const driver = new FirefoxDriver(browser, home, profile, idle)
    await driver.#install()
    return driver
  }

  async open(path: string): Promise<FirefoxTab> {
    const page = await this.#browser.newPage()
    // Firefox tells no automation of the loading of an extension's page.
    await page.goto(`moz-extension://${UUID}/${path}`, { waitUntil: [] })
    return new FirefoxTab(
      page,
      Number(await page.evaluate('browser.tabs.getCurrent().then((tab) => tab.id)')),
    )
  }

  async visit(address: string): Promise<FirefoxTab> {
    const page = await this.#browser.newPage()
    await page.goto(address)
    return new FirefoxTab(page, await this.#tabId())
  }

  /** What an operator decides, which Firefox reads when it starts the next time. */
  decide(policy: object): void {
    const folder = join(this.#home, '.mozilla/managed-storage')
    mkdirSync(folder, { recursive: true })
    const manifest = { name: ID, description: 'A test’s policy', type: 'storage', data: policy }
    writeFileSync(join(folder, `${ID}.json`), JSON.stringify(manifest))
  }

  async endBackground(): Promise<void> {
    await this.inBrowser(`${extension}.terminateBackground({ disableResetIdleForTest: true })`)
  }

  /** What Firefox says of the background page: `running`, `suspending`, `stopped` … */
  async backgroundState(): Promise<unknown> {
    return await this.inBrowser(`${extension}.backgroundState`)
  }

  /** What was saved under this name. Firefox makes the file first, and gives it its content when it has all of it. */
  downloaded(name: string): Promise<string> {
    const file = join(this.#home, 'Downloads', name)
    const content = () => (existsSync(file) && readFileSync(file, 'utf8')) || undefined
    return until(`the file ${file}`, content)
  }

  /** The files of the profile in which one of these texts stands in clear. */
  filesWith(texts: readonly string[]): string[] {
    return Object.entries(this.#files()).flatMap(([name, content]) => {
      const bytes = Buffer.from(content)
      const stands = (text: string) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))
      return texts.some(stands) ? [name] : []
    })
  }

  /** A living Firefox takes files away while they are read: then all are looked at anew, so that none is missed. */
  #files(): ReturnType<typeof filesIn> {
    try {
      return filesIn(this.profile)
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'ENOENT') return this.#files()
      throw error
    }
  }

  async toolbar(tab: Tab): Promise<FirefoxTab> {
    const press = `${api}.browserActionFor(${extension}).triggerAction(${window})`
    await this.inBrowser(`${window}.gBrowser.selectedTab = ${api}.tabTracker.getTab(${tab.id}); ${press}`)
    return await this.open(`src/popup/index.html?tab=${tab.id}`)
  }

  /** Runs in Firefox's own scope, where the extension is in hand. */
  async inBrowser(expression: string): Promise<unknown> {
    const tree = await this.#send('browsingContext.getTree', { 'moz:scope': 'chrome' })
    const context = Reflect.get(Object(tree['contexts']), 0)?.context
    const options = { expression, target: { context }, awaitPromise: true }
    const { result, exceptionDetails } = await this.#send('script.evaluate', options)
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return Reflect.get(Object(result), 'value')
  }

  async restart(): Promise<void> {
    await this.#browser.close()
    this.#browser = await start(this.profile, this.#home, this.#idle)
  }

  async close(): Promise<void> {
    await this.#browser.close()
    for (const folder of [this.profile, this.#home]) rmSync(folder, REMOVAL)
  }

  /** The page of another window than ours, once there is one whose address begins so. */
  page(address: string): Promise<FirefoxTab> {
    return until(`a page at ${address}`, async () => {
      const page = (await this.#browser.pages()).find((page) => page.url().startsWith(address))
      return page === undefined ? undefined : new FirefoxTab(page, -1)
    })
  }

  /** The id of the tab that is looked at, which is the one that was opened last. */
  async #tabId(): Promise<number> {
    return Number(await this.inBrowser(`${api}.tabTracker.getId(${window}.gBrowser.selectedTab)`))
  }

  /** As a person installs it, to stay: what is loaded for the time being goes with the browser. */
  async #install(): Promise<void> {
    const path = join(this.profile, 'extension.xpi')
    writeFileSync(path, archive(filesIn(DIST)))
    const extensionData = { type: 'archivePath', path }
    await this.#send('webExtension.install', { extensionData, 'moz:permanent': true })
  }

  async #send(method: string, params: object): Promise<Record<string, unknown>> {
    const connection: BidiConnection = Reflect.get(this.#browser, 'connection')
    return (await connection.send(method, params)).result
  }
}

interface BidiConnection {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>
}

const window = `Services.wm.getMostRecentWindow('navigator:browser')`
const api = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.apiManager.global`
const extension = `WebExtensionPolicy.getByID(${JSON.stringify(ID)}).extension`

function start(profile: string, home: string, idle: number): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: needFirefox(),
    headless: true,
    userDataDir: profile,
    // Firefox refuses a home that belongs to somebody else than who runs it.
    env: { ...process.env, HOME: home },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      'extensions.background.idle.timeout': idle,
      // Nobody has signed what was built here.
      'xpinstall.signatures.required': false,
      // Says yes to `permissions.request`, which no headless browser can show.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  })
}

function folder(name: string): string {
  return mkdtempSync(join(tmpdir(), `cognito-shared-session-firefox-${name}-`))
}

export const firefox: BrowserKind<FirefoxDriver> = { name: 'Firefox', launch: () => FirefoxDriver.launch() }

/** A Firefox that ends its background after a few seconds without work. */
export const restlessFirefox: BrowserKind<FirefoxDriver> = {
  name: 'Firefox',
  launch: () => FirefoxDriver.launch(4000),
}
