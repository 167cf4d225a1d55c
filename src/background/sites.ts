import * as v from 'valibot'
import type { ClickedConsent, Grant } from '../contract/grant.ts'
import { hostPattern, type Origin } from '../contract/identity.ts'
import type { AllowSite } from '../contract/messages.ts'
import type { Bridges } from './bridges.ts'
import { isGrant, type Grants } from './grants.ts'
import type { BridgeScripts, StorageArea } from './ports.ts'
import { Records } from './records.ts'

/** How long a click on "Allow" waits for the browser's own question, in milliseconds. */
const CLICK_LIFE = 5 * 60_000

interface SitePorts {
  local: StorageArea
  bridges: BridgeScripts
  now(): number
}

/**
 * Makes and ends grants, one after the other. A grant arises only from a person's click that is stored, not too
 * old, and for this origin; the browser's host permission alone, say by "on all sites", makes none.
 */
export class Sites {
  readonly #ports: SitePorts
  readonly #grants: Grants
  readonly #bridges: Bridges
  readonly #clicks: Records<ClickedConsent>
  readonly #endings: Records<Ending>
  #queue: Promise<unknown> = Promise.resolve()

  constructor(ports: SitePorts, grants: Grants, bridges: Bridges) {
    this.#ports = ports
    this.#grants = grants
    this.#bridges = bridges
    this.#clicks = new Records(ports.local, 'consent:', isClick)
    this.#endings = new Records(ports.local, 'ending:', isEnding)
  }

  /** The person clicked. The click is stored first: the browser's question may close the popup. */
  allow(asked: AllowSite): Promise<{ state: 'allowed' | 'waiting' }> {
    const { origin, gives, account, maySignOut, tabId } = asked
    const since = this.#ports.now()
    const terms = { frames: false, maySignOut, since, until: { kind: 'revoked' } } as const
    const grant: Grant = { version: 1, origin, gives, account, ...terms }
    return this.#inTurn(async () => {
      await this.#forgetClicksBeside(origin)
      const given = await this.#ports.bridges.holdsHost(origin)
      const click = { version: 1, grant, tabId, given, expires: since + CLICK_LIFE } as const
      await this.#clicks.write(origin, click)
      if (given) await this.#complete(grant)
      return { state: given ? 'allowed' : 'waiting' }
    })
  }

  /** The person said no to the browser's question: the click before it counts no more. */
  decline(origin: Origin): Promise<void> {
    return this.#inTurn(() => this.#clicks.remove(origin))
  }

  /** The browser gave these hosts: clicks that waited for exactly one of them become grants. */
  hostsAdded(patterns: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const click of await this.#clicks.all()) {
        if (click.expires <= this.#ports.now() || !patterns.includes(hostPattern(click.grant.origin)))
          continue
        await this.#clicks.write(click.grant.origin, { ...click, given: true })
        await this.#complete(click.grant)
      }
    })
  }

  /** Counts at once: no answer that is under way reaches the site any more. */
  revoke(origin: Origin): Promise<void> {
    const counted = this.#grants.suspend(origin)
    return this.#inTurn(async () => {
      await counted
      await this.#endings.write(origin, { version: 1, origin })
      await this.#end(origin)
    })
  }

  /** Host permissions were taken away in the browser's own settings: the grants that they served end. */
  async hostsRemoved(): Promise<void> {
    for (const grant of await this.#grants.all()) {
      if (!(await this.#ports.bridges.holdsHost(grant.origin))) await this.revoke(grant.origin)
    }
  }

  /** Finishes what a worker that died left half done, and looks for hosts that went while none was running. */
  async resume(): Promise<void> {
    await this.#inTurn(async () => {
      for (const { origin } of await this.#endings.all()) await this.#end(origin)
      for (const click of await this.#clicks.all()) {
        if (click.given) await this.#complete(click.grant)
        else if (click.expires <= this.#ports.now()) await this.#clicks.remove(click.grant.origin)
      }
    })
    await this.hostsRemoved()
  }

  /** A browser asks one question at a time: a new click on this host says that an earlier one was not granted. */
  async #forgetClicksBeside(origin: Origin): Promise<void> {
    for (const { grant, given } of await this.#clicks.all()) {
      if (!given && hostPattern(grant.origin) === hostPattern(origin)) await this.#clicks.remove(grant.origin)
    }
  }

  /** May be done twice: the click goes last. */
  async #complete(grant: Grant): Promise<void> {
    await this.#grants.put(grant)
    await this.#bridges.open(grant)
    await this.#clicks.remove(grant.origin)
  }

  /** May be done twice: the note of it goes last. */
  async #end(origin: Origin): Promise<void> {
    await this.#clicks.remove(origin)
    await this.#grants.revoke(origin)
    await this.#bridges.close(origin)
    await this.#endings.remove(origin)
  }

  #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(step, step)
    this.#queue = done.catch(() => undefined)
    return done
  }
}

/** A grant that is being ended. Stored under `ending:<origin>` until its host permission is given back too. */
interface Ending {
  version: 1
  origin: Origin
}

const click = v.object({
  version: v.literal(1),
  grant: v.custom<Grant>(isGrant),
  tabId: v.number(),
  given: v.boolean(),
  expires: v.number(),
})

function isClick(value: unknown): value is ClickedConsent {
  return v.is(click, value)
}

function isEnding(value: unknown): value is Ending {
  return v.is(v.object({ version: v.literal(1), origin: v.string() }), value)
}
