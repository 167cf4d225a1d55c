import type { CognitoUser, CognitoUserSession } from '@cognito-shared-session/cognito-session'
import { SessionError } from '../contract/errors.ts'
import type { AccountId, ProfileId } from '../contract/identity.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { ownerBy, ownerOf } from './account-owner.ts'
import type { Activity } from './activity.ts'
import { Gaps } from './gaps.ts'
import { endedBy, isCutOff, isTooOld, type Held, type Wish } from './held.ts'
import type { OperatorPolicy } from './policy.ts'
import { nextRefresh, type RefreshSchedule } from './refresh-schedule.ts'
import { isOverLimit } from './session-limit.ts'
import { OpenAccounts } from './open-accounts.ts'
import { SessionActivity, type Asked, type Leaving } from './session-activity.ts'
import { indebted, storedViews, type StorePorts } from './session-store.ts'
import type { ViewOwner } from './session-view.ts'
import type { UserPools } from './user-pools.ts'
import type { Vault } from './vault.ts'
import { assertNotFailed, awaitsVerdict, isUnsure } from './verification.ts'

interface OwnerPorts extends StorePorts {
  activity: Activity
  policy: OperatorPolicy
  now(): number
}

/**
 * The one holder of the sessions. How a session is refreshed, ended and kept is the session library's; here
 * are the accounts, their places in the store, and the moments at which something is due. What is in memory
 * is a copy of what is in the store, and a worker that starts anew begins from the store.
 */
export class SessionOwner {
  readonly #ports: OwnerPorts
  readonly #vault: Vault
  readonly #schedule: RefreshSchedule
  readonly #changed: (view: SessionViewRecord) => void
  readonly #accounts: OpenAccounts
  readonly #views = new Map<AccountId, SessionViewRecord>()
  readonly #gaps: Gaps<AccountId>
  readonly #activity: SessionActivity
  #loaded: Promise<void> | undefined

  constructor(
    ports: OwnerPorts,
    pools: UserPools,
    vault: Vault,
    schedule: RefreshSchedule,
    changed: (view: SessionViewRecord) => void,
  ) {
    this.#ports = ports
    this.#vault = vault
    this.#schedule = schedule
    this.#changed = changed
    this.#activity = new SessionActivity((happening) => ports.activity.note(happening))
    this.#gaps = new Gaps(() => ports.now())
    this.#accounts = new OpenAccounts(ports, pools, vault, {
      written: (view) => this.#written(view),
      judged: (view) => void this.#views.set(view.account, view),
      heard: (account, event) => this.#activity.heard(account, event),
    })
  }

  /** Finishes what a worker that died left undone, and sets the alarm. Each start calls it once. */
  async resume(by: 'start' | 'network' = 'start'): Promise<void> {
    await this.settleVault()
    await this.endOverdue()
    const owners = new Map<AccountId, ViewOwner>(this.#views)
    for (const account of await indebted(this.#ports)) {
      if (!owners.has(account)) owners.set(account, ownerBy(account))
    }
    await Promise.allSettled(
      [...owners.values()].map((owner) => this.#ask(owner, { by }, (user) => user.resume())),
    )
    await this.#settle()
    const unsure = [...this.#views.values()].filter(isUnsure)
    await Promise.allSettled(unsure.map((view) => this.#judge(view)))
  }

  /** App clients whose pool is still to be told of a sign-out. */
  async owing(): Promise<Set<ProfileId>> {
    return new Set((await indebted(this.#ports)).map((account) => ownerBy(account).profile))
  }

  /** Seals or shreds what is to outlive the browser, as the person wishes now. */
  async settleVault(): Promise<void> {
    await this.#load()
    const left = (await this.#vault.accounts()).filter((account) => !this.#views.has(account)).map(ownerBy)
    await Promise.allSettled(
      [...this.#views.values(), ...left].map((owner) => this.#accounts.store(owner).settle()),
    )
  }

  /** The alarm rang: refreshes what is due. A failure is in the record, with its next try. */
  async refreshDue(): Promise<void> {
    await this.endOverdue()
    await Promise.allSettled(
      [...this.#views.values()].map(async (view) => {
        const late = this.#ports.now() - (nextRefresh(view) ?? Infinity)
        if (late < 0) return
        await this.#ask(view, { by: 'alarm', late }, (user) => user.refresh())
      }),
    )
    await this.#settle()
  }

  /** Ends the sessions that have lasted as long as the operator lets them. */
  async endOverdue(): Promise<void> {
    await this.#load()
    await Promise.allSettled([...this.#views.keys()].map((account) => this.#endInTime(account)))
    await this.#settle()
  }

  /**
   * The network is back: what could not be sent is sent, the alarm's next try does not wait for its time, and
   * nor does the next question.
   */
  async reconnected(): Promise<void> {
    this.#gaps.reconnected()
    await this.resume('network')
    const cutOff = [...this.#views.values()].filter(isCutOff)
    await Promise.allSettled(
      cutOff.map((view) => this.#ask(view, { by: 'network' }, (user) => user.refresh({ force: true }))),
    )
  }

  /** Which accounts there are, with what may be seen of them. */
  async views(): Promise<SessionViewRecord[]> {
    await this.#load()
    return [...this.#views.values()]
  }

  /**
   * The session of an account, refreshed where it must be. Being signed out is a value.
   *
   * @throws CognitoError for a passing failure while no token lives: `NetworkError`, `Timeout` …
   * @throws SessionError `signatureInvalid` for tokens that the pool did not sign
   */
  async hold(account: AccountId, wish: Wish = {}): Promise<Held> {
    await this.#load()
    await this.#endInTime(account)
    const known = this.#views.get(account)
    if (known === undefined) return { state: 'signedOut', generation: 0 }
    const user = await this.#user(known)
    try {
      const by = wish.evenWaiting === true ? 'person' : 'question'
      const session = await this.#activity.refreshing(account, { by }, () =>
        this.#session(user, account, wish),
      )
      // Fresh tokens say how long ago the person signed in, whatever this device's clock says.
      await this.#endInTime(account)
      const view = this.#views.get(account)
      if (view === undefined || !awaitsVerdict(view)) return this.#held(account, session)
      await this.#judge(view)
      // A refresh may have landed meanwhile: the verdict is on what is held now.
      return this.#held(account, user.getSignInUserSession() ?? session)
    } catch (error) {
      const ended = endedBy(error, this.#views.get(account))
      if (ended === undefined) throw error
      return ended
    }
  }

  /**
   * Takes over the session of a fresh sign-in.
   *
   * @throws SessionError `internal` when the tokens are not of one person at this app client
   * @throws CognitoError `StorageFailed` where the browser cannot even store it for as long as it runs
   */
  async adopt(profile: ProfileId, session: CognitoUserSession): Promise<AccountId> {
    await this.#load()
    const owner = ownerOf(profile, session)
    const user = await this.#user(owner)
    const before = this.#views.get(owner.account)
    await user.setSignInUserSession(session).catch((error: unknown) => {
      // A vault that cannot be written keeps nobody from being signed in: the view says whether it was only that.
      if (this.#views.get(owner.account) === before) throw error
    })
    return owner.account
  }

  /**
   * The session library's user of an account.
   *
   * @throws SessionError `unknownAccount`
   */
  async userOf(account: AccountId): Promise<CognitoUser> {
    await this.#load()
    const known = this.#views.get(account)
    if (known === undefined) throw new SessionError('unknownAccount', 'This account is not signed in here.')
    return this.#user(known)
  }

  /** Ends a session here, or everywhere. The store is cleared before anything is sent. */
  async signOut(account: AccountId, everywhere: boolean, leaving?: Leaving): Promise<void> {
    await this.#load()
    const known = this.#views.get(account)
    // Asked again after an answer that was lost: it is done.
    if (known === undefined || known.state === 'signedOut') return
    const user = await this.#user(known)
    await this.#activity.leaving<unknown>(account, leaving, () =>
      everywhere && known.state === 'signedIn' ? user.globalSignOut() : user.signOut(),
    )
  }

  /** Signs out, and removes what is stored of the account; a revocation still to be sent alone stays. */
  async forget(account: AccountId): Promise<void> {
    await this.signOut(account, false)
    const known = this.#views.get(account)
    if (known === undefined) return
    await this.#accounts.store(known).forget()
    this.#accounts.close(account)
    this.#views.delete(account)
    await this.#settle()
  }

  /**
   * Ends every session of an app client that is about to change or go: what came from one endpoint must not be
   * shown to another.
   */
  async signOutProfile(profile: ProfileId): Promise<void> {
    const views = (await this.views()).filter((view) => view.profile === profile)
    await Promise.all(views.map((view) => this.signOut(view.account, false, { by: 'poolChanged' })))
    for (const { account } of views) this.#accounts.close(account)
  }

  async #session(user: CognitoUser, account: AccountId, wish: Wish): Promise<CognitoUserSession> {
    const metadata = wish.clientMetadata === undefined ? {} : { clientMetadata: wish.clientMetadata }
    if (wish.refreshNow === true) return user.refresh({ ...metadata, force: wish.evenWaiting })
    const afterGap = this.#gaps.precedes(account) && isCutOff(this.#views.get(account))
    const session = await user.getSession({ ...metadata, afterGap })
    if (!isTooOld(this.#views.get(account), wish.minValidity, this.#ports.now())) return session
    return user.refresh(metadata).catch((error: unknown) => {
      if (session.isValid() && this.#views.get(account)?.state === 'signedIn') return session
      throw error
    })
  }

  #held(account: AccountId, session: CognitoUserSession): Held {
    const view = this.#views.get(account)
    if (view === undefined) return { state: 'signedOut', generation: 0 }
    if (view.state !== 'signedIn') return view
    assertNotFailed(view)
    return { state: 'signedIn', session, view }
  }

  /** Has the session library do what nobody waits for; what comes of it is noted with who asked. */
  #ask(owner: ViewOwner, asked: Asked, ask: (user: CognitoUser) => Promise<unknown>): Promise<unknown> {
    return this.#activity.refreshing(owner.account, asked, async () => ask(await this.#user(owner)))
  }

  async #user(owner: ViewOwner): Promise<CognitoUser> {
    return (await this.#accounts.of(owner)).user
  }

  async #endInTime(account: AccountId): Promise<void> {
    const view = this.#views.get(account)
    const { sessionLimit } = await this.#ports.policy.known()
    const over = view?.state === 'signedIn' && isOverLimit(view, sessionLimit, this.#ports.now())
    if (over) await (await this.#accounts.of(view)).end('sessionLimit')
  }

  /** Waits for the verdict on an account's tokens; those that came meanwhile are judged too. */
  async #judge(owner: ViewOwner): Promise<void> {
    const account = await this.#accounts.of(owner)
    if (!(await account.judge())) await account.judge()
  }

  #written(view: SessionViewRecord): void {
    const before = this.#views.get(view.account)
    this.#views.set(view.account, view)
    void this.#settle().catch(() => undefined)
    if (awaitsVerdict(view)) void this.#judge(view).catch(() => undefined)
    if (before?.generation !== view.generation) this.#changed(view)
  }

  #settle(): Promise<void> {
    return this.#schedule.settle(() => this.#views.values(), this.#ports.policy.sessionLimit)
  }

  /** A store that fails once is asked again by the next question. */
  #load(): Promise<void> {
    this.#loaded ??= this.#read().catch((error: unknown) => {
      this.#loaded = undefined
      throw error
    })
    return this.#loaded
  }

  async #read(): Promise<void> {
    for (const view of await storedViews(this.#ports, this.#vault)) this.#views.set(view.account, view)
  }
}
