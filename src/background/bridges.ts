import { hostPattern, type Origin } from '../contract/identity.ts'
import type { Grant } from '../contract/grant.ts'
import { PROTOCOL_VERSION, type PageEvent } from '@cognito-shared-session/page-sdk/protocol'
import type { SiteCaller } from './caller.ts'
import type { Grants } from './grants.ts'
import type { BridgeScripts, StorageArea } from './ports.ts'

const INJECTED = 'bridgesInjected'

/** Keeps the bridge where a grant needs it, and nowhere else. Host permissions and scripts know no ports. */
export class Bridges {
  readonly #scripts: BridgeScripts
  readonly #session: StorageArea
  readonly #grants: Grants

  constructor(ports: { bridges: BridgeScripts; session: StorageArea }, grants: Grants) {
    this.#scripts = ports.bridges
    this.#session = ports.session
    this.#grants = grants
  }

  /** A grant was made: the bridge comes for pages to be opened, and at once into those that are. */
  async open(grant: Grant): Promise<void> {
    const pattern = hostPattern(grant.origin)
    if (!(await this.#scripts.registered()).includes(pattern)) await this.#scripts.register(pattern)
    await this.#scripts.inject(pattern)
    await this.#hint(grant.origin)
  }

  /** A frame that asked was allowed: it stands in a tab of another site, where no bridge came with the grant. */
  async openFrame({ tabId, frameId }: Pick<SiteCaller, 'tabId' | 'frameId'>): Promise<void> {
    await this.#scripts.injectFrame(tabId, frameId)
  }

  /** A grant ended: its pages are told at once; script and host permission go when no grant needs the host. */
  async close(origin: Origin): Promise<void> {
    await this.#hint(origin)
    if (await this.#grants.needsHost(origin)) return
    const pattern = hostPattern(origin)
    if ((await this.#scripts.registered()).includes(pattern)) await this.#scripts.unregister(pattern)
    await this.#scripts.returnHost(origin)
  }

  /**
   * Makes the registered scripts those of the living grants. Browsers lose them at an update, or keep too many.
   * The bridges in open tabs die with an update, a reload or a disabling of the extension, and so does the
   * session area: where the mark in it is gone, they are put back.
   */
  async settle(): Promise<void> {
    const needed = new Set<string>()
    for (const grant of await this.#grants.all()) {
      if (await this.#scripts.holdsHost(grant.origin)) needed.add(hostPattern(grant.origin))
    }
    const registered = new Set(await this.#scripts.registered())
    for (const pattern of registered) if (!needed.has(pattern)) await this.#scripts.unregister(pattern)
    const anew = (await this.#session.get(INJECTED)) === undefined
    for (const pattern of needed) {
      const isNew = !registered.has(pattern)
      // Into open pages before it is registered: what is registered counts as done. Then into those that came meanwhile.
      if (isNew && !anew) await this.#scripts.inject(pattern)
      if (isNew) await this.#scripts.register(pattern)
      if (isNew || anew) await this.#scripts.inject(pattern)
    }
    if (anew) await this.#session.set({ [INJECTED]: true })
  }

  /** Tells every site with a grant for this account that its session is another now. */
  async sessionChanged(account: string, generation: number): Promise<void> {
    const event: PageEvent = { v: PROTOCOL_VERSION, event: 'sessionChanged', detail: { generation } }
    const told = (await this.#grants.all()).filter((grant) => grant.account === account)
    await Promise.allSettled(told.map(({ origin, frames }) => this.#scripts.tell(origin, event, frames)))
  }

  /** Another account is meant: it is another session for the sites that an operator allowed. */
  async accountChosen(): Promise<void> {
    const told = (await this.#grants.all()).filter(({ source }) => source === 'policy')
    await Promise.allSettled(told.map(({ origin }) => this.#hint(origin)))
  }

  /** What operators allowed has changed, or the browser gave one of its hosts: puts bridges where there are none yet. */
  async reopen(origins: readonly Origin[]): Promise<void> {
    await this.settle()
    await Promise.allSettled(origins.map((origin) => this.#hint(origin)))
  }

  /** Something changed: who hears it asks for its own permission. It goes to every tab, so it says nothing more. */
  #hint(origin: Origin): Promise<void> {
    const event = { v: PROTOCOL_VERSION, event: 'permissionsChanged', detail: { grant: null } } as const
    return this.#scripts.tell(origin, event, [])
  }
}
