import type { ConnectParams, Gives } from '@cognito-shared-session/page-sdk/protocol'
import { SessionError } from '../contract/errors.ts'
import type { Grant } from '../contract/grant.ts'
import type { Origin } from '../contract/identity.ts'
import { firstAsked, type PendingConsent } from '../contract/pending-consent.ts'
import { givesSomething, MOST_CLAIMS } from '../contract/schemas.ts'
import type { Activity } from './activity.ts'
import type { SiteCaller } from './caller.ts'
import type { Grants } from './grants.ts'
import type { BackgroundPorts } from './ports.ts'
import { joinedGives } from './policy-grants.ts'
import { isFirstVersion, Records } from './records.ts'
import { Refusals } from './refusals.ts'
import { Turns } from './turns.ts'

/** Ids of a page's questions that are kept: an answer is lost now and then, not twenty times. */
const KEPT_QUESTIONS = 20

/** How long a page that asks again and again leaves the person's own window in front, in milliseconds. */
const FRONT_PAUSE = 5_000

type ConsentPorts = Pick<BackgroundPorts, 'session' | 'consentWindow' | 'now'> & {
  activity: Activity
}

/**
 * Pages that ask, and wait for the person: one at a time in one window, all of them counted on the toolbar icon.
 * Each is stored before the window opens, so that the question outlives the worker.
 */
export class Consents {
  readonly #ports: ConsentPorts
  readonly #grants: Grants
  readonly #pending: Records<PendingConsent>
  readonly #refusals: Refusals
  /** Forgets a click on "Allow" that waits for the browser's host permission. */
  readonly #withdraw: (origin: Origin) => Promise<void>
  /** Has the toolbar icon count anew. */
  readonly #count: () => Promise<void>
  readonly #waiting = new Map<Origin, ((yes: boolean) => void)[]>()
  readonly #turns = new Turns()
  #shownAt = 0

  constructor(
    ports: ConsentPorts,
    grants: Grants,
    withdraw: (origin: Origin) => Promise<void>,
    count: () => Promise<void>,
  ) {
    this.#ports = ports
    this.#grants = grants
    this.#withdraw = withdraw
    this.#count = count
    this.#pending = new Records(ports.session, 'asking:', isPending)
    this.#refusals = new Refusals(ports.session, () => ports.now())
  }

  /**
   * Asks the person, and waits. A question that is repeated joins the one that waits.
   * @throws SessionError `rejected`, `throttled`, `badRequest` where nothing is wanted
   */
  async ask(asker: SiteCaller, question: string, params: ConnectParams): Promise<Grant> {
    const { settled } = await this.#turns.take(() => this.#admit(asker, question, params))
    const grant = (await settled) ? await this.#grants.find(asker) : undefined
    if (grant !== undefined) return grant
    throw rejected()
  }

  /** The pages that wait for the person. */
  pending(): Promise<PendingConsent[]> {
    return this.#pending.all()
  }

  /** The person said no, or closed the window. Counts once, however often it is told. */
  async refuse(origin: Origin): Promise<void> {
    await this.#withdraw(origin)
    await this.#answer(origin, false)
  }

  /** The site was allowed, from wherever. */
  granted(origin: Origin): Promise<void> {
    return this.#answer(origin, true)
  }

  #answer(origin: Origin, yes: boolean): Promise<void> {
    return this.#turns.take(async () => {
      const pending = await this.#pending.read(origin)
      if (pending === undefined) return
      await this.#refusals.add(pending, yes)
      if (!yes) this.#ports.activity.note({ kind: 'refused', origin })
      await this.#settle(origin, yes)
    })
  }

  /** A window was closed, or a worker died: closing the one that asked is a no to what it showed. */
  async resume(): Promise<void> {
    const first = firstAsked(await this.pending())
    const closed = first?.shown === true && (await this.#turns.take(() => this.#isClosed()))
    await (closed ? this.refuse(first.origin) : this.#turns.take(() => this.#show()))
  }

  async #isClosed(): Promise<boolean> {
    return !(await this.#ports.consentWindow.isOpen())
  }

  /** Resolves when the question is stored and shown; `settled`, when the person answered it. */
  async #admit(
    asker: SiteCaller,
    question: string,
    params: ConnectParams,
  ): Promise<{ settled: boolean | Promise<boolean> }> {
    const { origin } = asker
    const state = await this.#refusals.state(origin, question)
    if (state === 'paused') throw throttled()
    if (state !== 'open') return { settled: state === 'yes' }
    const pending = (await this.#pending.read(origin)) ?? (await this.#asked(asker, params))
    const questions = [...pending.questions, question].slice(-KEPT_QUESTIONS)
    await this.#pending.write(origin, { ...pending, questions })
    await this.#show(!pending.questions.includes(question))
    return { settled: this.#settling(origin) }
  }

  /** What the site has already is shown with what it wants: the person decides on all of it at once. */
  async #asked(asker: SiteCaller, params: ConnectParams): Promise<PendingConsent> {
    const { origin, tabId, top } = asker
    const before = (await this.#grants.find(asker)) ?? (await this.#grants.at(origin))
    const want = joinedGives(before?.gives ?? NOTHING, params.want)
    if (!givesSomething(want)) throw nothingWanted()
    if (want.claims.length > MOST_CLAIMS) throw tooMuchWanted()
    const { reason } = params
    return {
      version: 1,
      origin,
      want,
      tabId,
      ...(reason && { reason }),
      ...(top && { top }),
      ...(before && { before }),
      since: this.#ports.now(),
      shown: false,
      questions: [],
    }
  }

  /** May be done twice. */
  async #settle(origin: Origin, yes: boolean): Promise<void> {
    await this.#pending.remove(origin)
    const waiting = this.#waiting.get(origin) ?? []
    this.#waiting.delete(origin)
    for (const settled of waiting) settled(yes)
    await this.#show()
  }

  #settling(origin: Origin): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.set(origin, [...(this.#waiting.get(origin) ?? []), resolve])
    })
  }

  /**
   * The window comes to the front with what it has not shown yet, and when a page asks anew; else it stays where it
   * is: a worker that starts, or a question that is repeated, takes nobody's keyboard away.
   */
  async #show(anew = false): Promise<void> {
    const { consentWindow, now } = this.#ports
    const first = firstAsked(await this.pending())
    await this.#count()
    if (first === undefined) return consentWindow.close()
    const comes = !first.shown || (anew && now() - this.#shownAt >= FRONT_PAUSE)
    if (comes || !(await consentWindow.isOpen())) {
      this.#shownAt = now()
      await consentWindow.show()
    }
    if (!first.shown) await this.#pending.write(first.origin, { ...first, shown: true })
  }
}

const tooMuchWanted = () =>
  new SessionError('badRequest', `A site has ${MOST_CLAIMS} claims at most, with those that it has already.`)
const NOTHING: Gives = { claims: [], idToken: false, accessToken: false }

const rejected = () => new SessionError('rejected', 'The person did not allow it.')
const throttled = () =>
  new SessionError('throttled', 'The person refused this three times. Wait a minute before asking again.')
const nothingWanted = () =>
  new SessionError('badRequest', 'Name in “want” what the page needs: claims, idToken, accessToken.')

function isPending(value: unknown): value is PendingConsent {
  return isFirstVersion(value)
}
