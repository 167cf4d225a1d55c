import * as v from 'valibot'
import {
  currentGrant,
  grantKey,
  tabKey,
  type ClickedConsent,
  type Grant,
  type GrantBefore,
} from '../contract/grant.ts'
import { hostPattern, type AccountId, type Origin } from '../contract/identity.ts'
import type { AllowSite } from '../contract/messages.ts'
import { givesSomething } from '../contract/schemas.ts'
import { untilOf } from '../contract/until.ts'
import type { EndedBy, Happening } from '../contract/activity.ts'
import type { Activity } from './activity.ts'
import type { Bridges } from './bridges.ts'
import { isGrant, type Grants } from './grants.ts'
import { ownPart } from './policy-grants.ts'
import type { Alarm, BridgeScripts, StorageArea, Tabs } from './ports.ts'
import { Records } from './records.ts'
import { Turns } from './turns.ts'

/** How long a click on "Allow" waits for the browser's own question, in milliseconds. */
const CLICK_LIFE = 5 * 60_000

interface SitePorts {
  activity: Activity
  local: StorageArea
  bridges: BridgeScripts
  tabs: Tabs
  /** For the next end of a grant. */
  endAlarm: Alarm
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
  readonly #clicks: Records<ClickedConsent<Grant | GrantBefore>>
  readonly #endings: Records<Ending>
  /** Told when a site was allowed, before the click counts as done. */
  readonly #granted: (origin: Origin) => Promise<void>
  readonly #turns = new Turns()

  constructor(
    ports: SitePorts,
    grants: Grants,
    bridges: Bridges,
    granted: (origin: Origin) => Promise<void>,
  ) {
    this.#granted = granted
    this.#ports = ports
    this.#grants = grants
    this.#bridges = bridges
    this.#clicks = new Records(ports.local, 'consent:', isClick)
    this.#endings = new Records(ports.local, 'ending:', isEnding)
  }

  /** The person clicked. The click is stored first: the browser's question may close the popup. */
  allow(asked: AllowSite): Promise<{ state: 'allowed' | 'waiting' }> {
    const { origin, tabId } = asked
    const since = this.#ports.now()
    return this.#turns.take(async () => {
      const grant = await this.#grantOf(asked, since)
      await this.#forgetClicksBeside(origin)
      const given = await this.#ports.bridges.holdsHost(origin)
      const click = { version: 1, grant, tabId, given, expires: since + CLICK_LIFE } as const
      await this.#clicks.write(origin, click)
      if (given) await this.#complete(click)
      return { state: given ? 'allowed' : 'waiting' }
    })
  }

  /** The person said no to the browser's question: the click before it counts no more. */
  decline(origin: Origin): Promise<void> {
    return this.#turns.take(() => this.#clicks.remove(origin))
  }

  /** The account goes: its sites lose what they had, and clicks that still wait for the browser's yes count no more. */
  async endAllOf(account: AccountId): Promise<void> {
    await this.#turns.take(async () => {
      for (const { grant } of await this.#clicks.all()) {
        if (grant.account === account) await this.#clicks.remove(grant.origin)
      }
    })
    for (const [key, grant] of await this.#grants.stored()) {
      if (grant.account === account) await this.#revoke(grant.origin, 'person', key)
    }
  }

  /** The browser gave these hosts: clicks that waited for exactly one of them become grants. */
  hostsAdded(patterns: readonly string[]): Promise<void> {
    return this.#turns.take(async () => {
      for (const click of await this.#clicks.all()) {
        if (click.expires <= this.#ports.now() || !patterns.includes(hostPattern(click.grant.origin)))
          continue
        await this.#clicks.write(click.grant.origin, { ...click, given: true })
        await this.#complete(click)
      }
    })
  }

  /** Takes back all that the site has. Counts at once: no answer that is under way reaches it any more. */
  revoke(origin: Origin, by: 'person' | 'site'): Promise<void> {
    return this.#revoke(origin, by)
  }

  /**
   * Ends what came to its end: by the clock, with its tab, or with its host permission, which may have been taken
   * away in the browser's own settings.
   */
  async endOver(): Promise<void> {
    for (const [key, grant] of await this.#grants.stored()) {
      const by = await this.#over(grant)
      if (by === undefined) continue
      // In its turn, and only if it is still this one: the person may be allowing the site anew.
      await this.#turns.take(async () => {
        const now = (await this.#grants.stored()).find(([other]) => other === key)
        if (now?.[1].since !== grant.since) return
        this.#ports.activity.note({ kind: 'ended', origin: grant.origin, by })
        await triedAgain(this.#noteAndEnd(grant.origin, key))
      })
    }
  }

  /** Finishes what a worker that died left half done, and looks for what ended while none was running. */
  async resume(): Promise<void> {
    await this.#turns.take(async () => {
      for (const ending of await this.#endings.all()) await triedAgain(this.#end(ending))
      for (const click of await this.#clicks.all()) {
        if (click.given) await triedAgain(this.#complete(click))
        else if (click.expires <= this.#ports.now()) await this.#clicks.remove(click.grant.origin)
      }
      await this.#awaitEnds()
    })
    await this.endOver()
  }

  #revoke(origin: Origin, by: 'person' | 'site', key?: string): Promise<void> {
    const counted = this.#grants.suspend(origin, key)
    return this.#turns.take(async () => {
      if (await counted) this.#ports.activity.note({ kind: 'ended', origin, by })
      await this.#noteAndEnd(origin, key)
    })
  }

  /**
   * A frame that is allowed adds its site to those of the grant that there was, where that was of the same account; the
   * rest is as ticked now, but for what an operator gives there.
   */
  async #grantOf({ top, tabId, until, ...ticked }: AllowSite, since: number): Promise<Grant> {
    const run = await this.#grants.run()
    const ends = untilOf(until, { now: since, tabId, run })
    const had = await this.#grants.at(grantKey({ origin: ticked.origin, until: ends }))
    const before = had?.account === ticked.account ? had : undefined
    const named = before?.frames ?? []
    const frames = top === undefined || named.includes(top) ? named : [...named, top]
    const ruled = await this.#grants.ofPolicy(ticked.origin, ticked.account)
    const counts = top === undefined || ruled?.frames.includes(top)
    const own = ownPart(ticked, counts ? ruled : undefined, before)
    return { version: 2, ...own, frames, since, until: ends }
  }

  /** What ended the grant; undefined: it goes on. */
  async #over(grant: Grant): Promise<EndedBy | undefined> {
    const { origin, until, frames } = grant
    if (!this.#grants.lives(grant)) return until.kind === 'tab' ? 'tab' : 'time'
    if (!(await this.#ports.bridges.holdsHost(origin))) return 'browser'
    if (until.kind !== 'tab') return undefined
    const shown = await this.#ports.tabs.shows(until.tabId)
    // Browsers do not say what stands around a frame, unless that site was allowed too.
    const stays =
      shown === null ? frames.length > 0 : shown !== undefined && [origin, ...frames].includes(shown)
    return stays ? undefined : 'tab'
  }

  /** The worker is woken by the next end of a grant, and by tabs only while a grant hangs on one. */
  async #awaitEnds(): Promise<void> {
    const { tabs, endAlarm } = this.#ports
    const untils = (await this.#grants.all()).map(({ until }) => until)
    tabs.watch(untils.some(({ kind }) => kind === 'tab'))
    const ends = untils.flatMap((until) => (until.kind === 'time' ? [until.at] : []))
    await (ends.length === 0 ? endAlarm.clear() : endAlarm.set(Math.min(...ends)))
  }

  /** A browser asks one question at a time: a new click on this host says that an earlier one was not granted. */
  async #forgetClicksBeside(origin: Origin): Promise<void> {
    for (const { grant, given } of await this.#clicks.all()) {
      if (!given && hostPattern(grant.origin) === hostPattern(origin)) await this.#clicks.remove(grant.origin)
    }
  }

  /** May be done twice: the click goes last. */
  async #complete(click: ClickedConsent<Grant | GrantBefore>): Promise<void> {
    const grant = currentGrant(click.grant)
    const { origin, until } = grant
    if (givesSomething(grant.gives) || grant.maySignOut) {
      await this.#grants.put(grant)
      this.#ports.activity.note(allowed(grant))
    } else await this.#grants.revoke(origin, grantKey(grant))
    // What the site gets everywhere takes the place of what it had in this tab.
    if (until.kind !== 'tab') await this.#grants.revoke(origin, tabKey(origin, click.tabId))
    await this.#bridges.open(grant)
    await this.#awaitEnds()
    await this.#granted(origin)
    await this.#clicks.remove(origin)
  }

  /** A disk that is too full for the note keeps no grant alive. */
  async #noteAndEnd(origin: Origin, key?: string): Promise<void> {
    const ending: Ending = { version: 1, origin, ...(key && { key }) }
    await this.#endings.write(origin, ending).catch(() => undefined)
    await this.#end(ending)
  }

  /** May be done twice: the note of it goes last. */
  async #end({ origin, key }: Ending): Promise<void> {
    if (key === undefined) await this.#clicks.remove(origin)
    await this.#grants.revoke(origin, key)
    await this.#awaitEnds()
    await this.#bridges.close(origin)
    await this.#endings.remove(origin)
  }
}

/** What fails stays noted for the next start, and keeps nothing else from being done. */
function triedAgain(done: Promise<void>): Promise<void> {
  return done.catch(() => undefined)
}

function allowed({ origin, account, gives, until }: Grant): Happening {
  return { kind: 'allowed', origin, account, gives, ...(until.kind === 'time' && { until: until.at }) }
}

/** A grant that is being ended. Stored under `ending:<origin>` until its host permission is given back too. */
interface Ending {
  version: 1
  origin: Origin
  /** Which of the origin's grants it is; absent: all. */
  key?: string
}

const click = v.object({
  version: v.literal(1),
  grant: v.custom<Grant | GrantBefore>(isGrant),
  tabId: v.number(),
  given: v.boolean(),
  expires: v.number(),
})

function isClick(value: unknown): value is ClickedConsent<Grant | GrantBefore> {
  return v.is(click, value)
}

function isEnding(value: unknown): value is Ending {
  return v.is(v.object({ version: v.literal(1), origin: v.string() }), value)
}
