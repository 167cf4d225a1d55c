import { join } from 'node:path'
import {
  startUserPool,
  type LocalUserPool,
  type UserPoolOptions,
} from '@cognito-shared-session/local-user-pool'
import type { Page } from 'playwright'
import {
  hostPattern,
  originOf,
  profileIdOf,
  type AccountId,
  type Origin,
} from '../../src/contract/identity.ts'
import type { Method, Params, Value } from '../../src/contract/messages.ts'
import { accountOf } from './background/signing-in.ts'
import { launchExtension, type LoadedExtension } from './extension.ts'
import { grantHost } from './host-permission.ts'
import { startPlainSites, type PlainSites } from './plain-sites.ts'
import { popupPage } from './popup.ts'

const GIVES = { claims: ['sub', 'email'], idToken: true, accessToken: true }

/**
 * A real browser with the built extension, a user pool and two sites of empty pages. What a person does by
 * clicks is done by the messages that the popup would send: for tests that are about something else.
 */
export class QuickWorld {
  readonly extension: LoadedExtension
  readonly pool: LocalUserPool
  readonly sites: PlainSites
  /** The popup in a tab of its own. */
  readonly popup: Page

  private constructor(extension: LoadedExtension, pool: LocalUserPool, sites: PlainSites, popup: Page) {
    this.extension = extension
    this.pool = pool
    this.sites = sites
    this.popup = popup
  }

  static async open({
    build = 'demo',
    dist = join(import.meta.dirname, '../../dist', build),
    beside = [],
    settings = {},
    launch = () => launchExtension({ dist, beside }),
  }: {
    build?: 'demo' | 'chrome'
    /** The folder of another build. */
    dist?: string
    beside?: readonly string[]
    settings?: Omit<UserPoolOptions, 'seed'>
    /** Another way to have the extension in a browser, once the user pool and the sites are there. */
    launch?: (around: Pick<QuickWorld, 'pool' | 'sites'>) => Promise<LoadedExtension>
  } = {}): Promise<QuickWorld> {
    const pool = await startUserPool({ liftMinimums: true, poolId: 'eu-west-1_LocalTest', ...settings })
    const sites = await startPlainSites()
    const extension = await launch({ pool, sites })
    return new QuickWorld(extension, pool, sites, await popupPage(extension))
  }

  /** The same user pool and sites, with a browser that was started anew. */
  async again(extension: LoadedExtension): Promise<QuickWorld> {
    return new QuickWorld(extension, this.pool, this.sites, await popupPage(extension))
  }

  async close(): Promise<void> {
    await this.extension.close()
    await this.sites.close()
    await this.pool.close()
  }

  /** Asks as the popup does. @throws Error with the code of a refusal */
  async ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Value<Name>> {
    const answer = await this.popup.evaluate(
      ([method, params]) => {
        const world: object = globalThis
        const { runtime }: Speaker<never> = Reflect.get(world, 'chrome')
        return runtime.sendMessage({ v: 1, id: 'popup', method, params })
      },
      [method, params] as const,
    )
    if (answer.ok) return answer.value
    throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`)
  }

  async signIn(client: keyof LocalUserPool['clients'] = 'web'): Promise<AccountId> {
    const { poolId, clients, url, users } = this.pool
    const { id: clientId } = clients[client]
    await this.ask('saveProfile', { name: 'Local', poolId, clientId, endpoint: url })
    const who = { username: users.ada.signInName, password: users.ada.password }
    return accountOf(await this.ask('signIn', { profile: profileIdOf({ poolId, clientId }), ...who }))
  }

  /** Allows a site, with the host permission that a person would be asked for. */
  async allow(
    site: string,
    account: AccountId,
    gives = GIVES,
    more: Partial<Params<'allowSite'>> = {},
  ): Promise<Origin> {
    const origin = originOf(site)
    if (origin === undefined) throw new Error(`${site} is no site that can be allowed.`)
    await this.#holdHost(hostPattern(origin))
    const { state } = await this.ask('allowSite', {
      origin,
      gives,
      account,
      maySignOut: true,
      tabId: 0,
      until: 'revoked',
      ...more,
    })
    if (state !== 'allowed') throw new Error(`The browser gave no host permission for ${site}.`)
    return origin
  }

  async #holdHost(pattern: string): Promise<void> {
    await grantHost(this.extension, pattern)
    const session = await this.extension.context.newCDPSession(this.popup)
    const expression = `chrome.permissions.request({ origins: [${JSON.stringify(pattern)}] })`
    await session.send('Runtime.evaluate', { expression, userGesture: true, awaitPromise: true })
    await session.detach()
  }

  async visit(address: string): Promise<Page> {
    const page = await this.extension.context.newPage()
    await page.goto(address)
    return page
  }
}

interface Speaker<Answer> {
  runtime: {
    sendMessage(
      message: object,
    ): Promise<{ ok: true; value: Answer } | { ok: false; error: { code: string; message: string } }>
  }
}
