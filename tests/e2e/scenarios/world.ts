import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { classicScript } from '../../support/bundle.ts'
import type { BrowserKind, Driver, Tab } from '../../support/drivers/driver.ts'
import { startPlainSites, type PlainSites } from '../../support/plain-sites.ts'
import { until } from '../../support/until.ts'

/** What a page's session said, for reading in a test. */
export interface Said {
  state: string
  generation: number
  expiresAt: number
  accessToken: string
  claims: Record<string, unknown>
}

/** One browser with the store's build, a user pool and two sites of empty pages. The bridge is the only way in. */
export class World<Kind extends Driver = Driver> {
  readonly driver: Kind
  readonly pool: LocalUserPool
  readonly sites: PlainSites
  /** The popup in a tab of its own, from which tests also look into what only the extension sees. */
  popup: Tab
  readonly #sdk: string

  private constructor(driver: Kind, pool: LocalUserPool, sites: PlainSites, popup: Tab, sdk: string) {
    this.driver = driver
    this.pool = pool
    this.sites = sites
    this.popup = popup
    this.#sdk = sdk
  }

  static async open<Kind extends Driver>(kind: BrowserKind<Kind>): Promise<World<Kind>> {
    const pool = await startUserPool({ liftMinimums: true, poolId: 'eu-west-1_LocalTest' })
    const sites = await startPlainSites()
    const sdk = await classicScript(
      `import { connectSession } from '@cognito-shared-session/page-sdk'
       Object.assign(globalThis, { connectSession })`,
    )
    const driver = await kind.launch()
    return new World(driver, pool, sites, await driver.open('src/popup/index.html'), sdk)
  }

  async close(): Promise<void> {
    await this.driver.close()
    await this.sites.close()
    await this.pool.close()
  }

  /** Asks the background from the popup. @returns its answer as it came */
  ask(method: string, params: object = {}): Promise<unknown> {
    return this.popup.evaluate(
      inExtension(`api.runtime.sendMessage({
      v: 1, id: 'scenario', method: ${JSON.stringify(method)}, params: ${JSON.stringify(params)}
    })`),
    )
  }

  /** Makes the pool known, then types name and password into the popup, as a person does. */
  async signIn(client: keyof LocalUserPool['clients'] = 'web'): Promise<void> {
    const { poolId, clients, url, users } = this.pool
    await this.ask('saveProfile', { name: 'Local', poolId, clientId: clients[client].id, endpoint: url })
    await this.popup.fill('User name', users.ada.signInName)
    await this.popup.fill('Password', users.ada.password)
    await this.popup.click('Sign in')
    await this.shows('Sign out')
  }

  /** Waits until the popup shows these words. */
  async shows(words: string, popup = this.popup): Promise<void> {
    await until(`“${words}” in the popup`, async () => (await textOf(popup)).includes(words))
  }

  async restart(): Promise<void> {
    await this.driver.restart()
    this.popup = await this.driver.open('src/popup/index.html')
  }

  /** Allows the page's site by the popup, with everything that is offered. */
  async allow(page: Tab): Promise<void> {
    const popup = await this.driver.toolbar(page)
    await popup.click('Allow this site')
    await this.shows('Take back', popup)
    await popup.close()
  }

  async takeBack(page: Tab): Promise<void> {
    const popup = await this.driver.toolbar(page)
    await popup.click('Take back')
    await this.shows('Allow this site', popup)
    await popup.close()
  }

  /** Connects the page by the SDK, without waiting for a permission, and has it write down what it hears. */
  async connect(page: Tab): Promise<void> {
    await page.evaluate(this.#sdk)
    await page.evaluate(`connectSession({ want: { claims: ['sub', 'email'], accessToken: true }, wait: true }).then((session) => {
      const heard = []
      Object.assign(globalThis, { session, heard })
      session.onSessionChanged(({ state }) => heard.push(state))
    })`)
  }

  /** The session as the page gets it, or the code of the refusal. */
  async sessionOn(page: Tab): Promise<Said | string> {
    const said = await page.evaluate('session.getSession().catch(({ code }) => code)')
    return typeof said === 'string' ? said : isSaid(said) ? said : JSON.stringify(said)
  }

  /** Runs an expression as a content script of the extension on this page. */
  inContentScript(page: Tab, expression: string): Promise<unknown> {
    return this.popup.evaluate(
      inExtension(`api.scripting.executeScript({ target: { tabId: ${page.id} }, func: async () => {
        const api = globalThis.browser ?? globalThis.chrome
        return await (${expression})
      } }).then(([{ result }]) => result)`),
    )
  }

  /** All that lies in a storage area. */
  async stored(area: 'session' | 'local'): Promise<string> {
    return String(
      await this.popup.evaluate(inExtension(`api.storage.${area}.get(null).then(JSON.stringify)`)),
    )
  }

  refreshes(): number {
    return this.pool.calls.count('GetTokensFromRefreshToken')
  }
}

async function textOf(tab: Tab): Promise<string> {
  return String(await tab.evaluate('document.body.innerText'))
}

const inExtension = (expression: string) =>
  `(async () => { const api = globalThis.browser ?? globalThis.chrome; return await ${expression} })()`

function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && 'state' in value
}
