import * as v from 'valibot'
import type { ClickedConsent, Grant } from '../contract/grant.ts'
import type { Origin } from '../contract/identity.ts'
import type { AllowSite } from '../contract/messages.ts'
import type { Bridges } from './bridges.ts'
import { isGrant, type Grants } from './grants.ts'
import type { BridgeScripts, StorageArea } from './ports.ts'
import { Records } from './records.ts'

/** How long a click on "Allow" waits for the browser's own question, in milliseconds. */
const CLICK_LIFE = 5 * 60_000

/**
 * Makes and ends grants. A grant arises only from a person's click that is stored, not too old, and for this
 * origin; the browser's host permission alone, say by "on all sites", makes none.
 */
export class Sites {
  readonly #grants: Grants
  readonly #bridges: Bridges
  readonly #scripts: BridgeScripts
  readonly #clicks: Records<ClickedConsent>
  readonly #now: () => number

  constructor(
    ports: { local: StorageArea; bridges: BridgeScripts; now(): number },
    grants: Grants,
    bridges: Bridges,
  ) {
    this.#grants = grants
    this.#bridges = bridges
    this.#scripts = ports.bridges
    this.#clicks = new Records(ports.local, 'consent:', isClick)
    this.#now = () => ports.now()
  }

  /** The person clicked. The click is stored first: the browser's question may close the popup. */
  async allow(asked: AllowSite): Promise<{ state: 'allowed' | 'waiting' }> {
    const { origin, gives, account, tabId } = asked
    const since = this.#now()
    const grant: Grant = {
      version: 1,
      origin,
      gives,
      account,
      frames: false,
      maySignOut: true,
      since,
      until: { kind: 'revoked' },
    }
    await this.#clicks.write(origin, { version: 1, grant, tabId, expires: since + CLICK_LIFE })
    await this.completeClicks()
    return { state: (await this.#clicks.read(origin)) === undefined ? 'allowed' : 'waiting' }
  }

  /** Turns stored clicks whose host permission has come into grants; forgets those that are too old. */
  async completeClicks(): Promise<void> {
    for (const click of await this.#clicks.all()) {
      const { grant } = click
      if (click.expires <= this.#now()) await this.#clicks.remove(grant.origin)
      else if (await this.#scripts.holdsHost(grant.origin)) await this.#complete(grant)
    }
  }

  /** Counts at once: no answer that is under way reaches the site any more. */
  async revoke(origin: Origin): Promise<void> {
    await this.#grants.revoke(origin)
    await this.#clicks.remove(origin)
    await this.#bridges.close(origin)
  }

  /** Host permissions were taken away in the browser's own settings: the grants that they served end. */
  async hostsRemoved(): Promise<void> {
    for (const grant of await this.#grants.all()) {
      if (!(await this.#scripts.holdsHost(grant.origin))) await this.revoke(grant.origin)
    }
  }

  async #complete(grant: Grant): Promise<void> {
    await this.#grants.put(grant)
    await this.#clicks.remove(grant.origin)
    await this.#bridges.open(grant)
  }
}

const click = v.object({
  version: v.literal(1),
  grant: v.custom<Grant>(isGrant),
  tabId: v.number(),
  expires: v.number(),
})

function isClick(value: unknown): value is ClickedConsent {
  return v.is(click, value)
}
