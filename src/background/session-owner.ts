import {
  CognitoError,
  CognitoUser,
  type ClientMetadata,
  type CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import { SessionError } from '../contract/errors.ts'
import { accountIdOf, type AccountId, type ProfileId } from '../contract/identity.ts'
import type { SessionViewRecord, SignedInView } from '../contract/view.ts'
import type { StorageArea } from './ports.ts'
import { nextRefresh, type RefreshSchedule } from './refresh-schedule.ts'
import { accountStorage, VIEW_PREFIX } from './session-store.ts'
import { sessionViewOf, type ViewOwner } from './session-view.ts'
import type { UserPools } from './user-pools.ts'

/** A living session with what may be told of it, or the state that says why there is none. */
export type Held =
  | { state: 'signedIn'; session: CognitoUserSession; view: SignedInView }
  | Exclude<SessionViewRecord, SignedInView>
  | { state: 'signedOut'; generation: number }

export interface Wish {
  forceRefresh?: boolean | undefined
  /** Seconds. */
  minValidity?: number | undefined
  clientMetadata?: ClientMetadata | undefined
}

interface OwnerPorts {
  session: StorageArea
  now(): number
  random(): number
}

/**
 * The one holder of the sessions. How a session is refreshed, ended and kept is the session library's; here
 * are the accounts, their places in the store, and the moments at which something is due. What is in memory
 * is a copy of what is in the store, and a worker that starts anew begins from the store.
 */
export class SessionOwner {
  readonly #ports: OwnerPorts
  readonly #pools: UserPools
  readonly #schedule: RefreshSchedule
  readonly #changed: (view: SessionViewRecord) => void
  readonly #users = new Map<AccountId, Promise<CognitoUser>>()
  readonly #views = new Map<AccountId, SessionViewRecord>()
  readonly #ready: Promise<void>

  constructor(
    ports: OwnerPorts,
    pools: UserPools,
    schedule: RefreshSchedule,
    changed: (view: SessionViewRecord) => void,
  ) {
    this.#ports = ports
    this.#pools = pools
    this.#schedule = schedule
    this.#changed = changed
    this.#ready = this.#load()
  }

  /** Finishes what a worker that died left undone, and sets the alarm. Each start calls it once. */
  async resume(): Promise<void> {
    await this.#ready
    await Promise.allSettled([...this.#views.values()].map(async (view) => (await this.#user(view)).resume()))
    await this.#settle()
  }

  /** The alarm rang: refreshes what is due. A failure is in the record, with its next try. */
  async refreshDue(): Promise<void> {
    await this.#ready
    const dueNow = [...this.#views.values()].filter(
      (view) => (nextRefresh(view) ?? Infinity) <= this.#ports.now(),
    )
    await Promise.allSettled(dueNow.map(async (view) => (await this.#user(view)).refresh()))
    await this.#settle()
  }

  /** Which accounts there are, with what may be seen of them. */
  async views(): Promise<SessionViewRecord[]> {
    await this.#ready
    return [...this.#views.values()]
  }

  /**
   * The session of an account, refreshed where it must be. Being signed out is a value.
   *
   * @throws CognitoError for a passing failure while no token lives: `NetworkError`, `Timeout` …
   */
  async hold(account: AccountId, wish: Wish = {}): Promise<Held> {
    await this.#ready
    const known = this.#views.get(account)
    if (known === undefined) return { state: 'signedOut', generation: 0 }
    const user = await this.#user(known)
    try {
      return this.#held(account, await this.#session(user, account, wish))
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
   */
  async adopt(profile: ProfileId, session: CognitoUserSession): Promise<AccountId> {
    await this.#ready
    const owner = ownerOf(profile, session)
    const user = await this.#user(owner)
    await user.setSignInUserSession(session)
    return owner.account
  }

  /** Ends a session here, or everywhere. The store is cleared before anything is sent. */
  async signOut(account: AccountId, everywhere: boolean): Promise<void> {
    await this.#ready
    const known = this.#views.get(account)
    if (known === undefined) return
    const user = await this.#user(known)
    if (everywhere) await user.globalSignOut()
    else await user.signOut()
  }

  /** Ends every session of an app client that is about to be forgotten. */
  async signOutProfile(profile: ProfileId): Promise<void> {
    const views = (await this.views()).filter((view) => view.profile === profile)
    await Promise.all(views.map((view) => this.signOut(view.account, false)))
  }

  async #session(user: CognitoUser, account: AccountId, wish: Wish): Promise<CognitoUserSession> {
    const metadata = wish.clientMetadata === undefined ? {} : { clientMetadata: wish.clientMetadata }
    if (wish.forceRefresh === true) return user.refresh({ ...metadata, force: true })
    const session = await user.getSession(wish.clientMetadata && { clientMetadata: wish.clientMetadata })
    if (!this.#tooOld(account, wish.minValidity)) return session
    return user.refresh(metadata).catch((error: unknown) => {
      if (session.isValid() && this.#views.get(account)?.state === 'signedIn') return session
      throw error
    })
  }

  /** A wish for more than half of the tokens' life would be unmet by new tokens soon, and refresh for ever. */
  #tooOld(account: AccountId, minValidity: number | undefined): boolean {
    const view = this.#views.get(account)
    if (minValidity === undefined || view?.state !== 'signedIn') return false
    const expiresAt = Math.min(view.idExpiresAt, view.accessExpiresAt)
    const wished = Math.min(minValidity * 1000, (expiresAt - view.issuedAt) / 2)
    return expiresAt - this.#ports.now() < wished
  }

  #held(account: AccountId, session: CognitoUserSession): Held {
    const view = this.#views.get(account)
    if (view === undefined) return { state: 'signedOut', generation: 0 }
    return view.state === 'signedIn' ? { state: 'signedIn', session, view } : view
  }

  /** The library's user for an account: one for each, so that all questions share its refresh. */
  #user(owner: ViewOwner): Promise<CognitoUser> {
    const known = this.#users.get(owner.account)
    if (known !== undefined) return known
    const opened = this.#open(owner)
    this.#users.set(owner.account, opened)
    opened.catch(() => this.#users.delete(owner.account))
    return opened
  }

  async #open({ account, profile, username }: ViewOwner): Promise<CognitoUser> {
    const owner = { account, profile, username }
    const storage = accountStorage(
      this.#ports.session,
      account,
      (text) => sessionViewOf(text, owner, this.#ports.random()),
      (view) => this.#written(view),
    )
    const pool = await this.#pools.open(profile, storage)
    return new CognitoUser({ Username: username, Pool: pool, Storage: storage })
  }

  #written(view: SessionViewRecord): void {
    this.#views.set(view.account, view)
    void this.#settle().catch(() => undefined)
    this.#changed(view)
  }

  #settle(): Promise<void> {
    return this.#schedule.settle(() => this.#views.values())
  }

  async #load(): Promise<void> {
    const keys = (await this.#ports.session.keys()).filter((key) => key.startsWith(VIEW_PREFIX))
    const found = await Promise.all(keys.map((key) => this.#ports.session.get(key)))
    for (const view of found.filter(isView)) this.#views.set(view.account, view)
  }
}

function ownerOf(profile: ProfileId, session: CognitoUserSession): ViewOwner {
  const { iss, aud, sub, ...id } = session.getIdToken().decodePayload()
  const access = session.getAccessToken().decodePayload()
  const sane = [iss, aud, sub].every((claim) => typeof claim === 'string')
  if (!sane || access['sub'] !== sub || access['client_id'] !== aud || access['iss'] !== iss) {
    throw new SessionError('internal', 'The user pool answered with tokens that do not belong together.')
  }
  const account = accountIdOf({ issuer: iss, clientId: aud, sub })
  return { account, profile, username: id['cognito:username'] ?? access['username'] ?? sub }
}

/** The state that an error leaves behind where the session is over; a passing error leaves it as it was. */
function endedBy(error: unknown, view: SessionViewRecord | undefined): Held | undefined {
  if (!(error instanceof CognitoError) || view === undefined) return undefined
  if (view.state !== 'signedIn') return view
  const { generation, account, profile, username } = view
  const owner = { version: 1, account, profile, username, generation } as const
  return error.code === 'NoRefreshToken' ? { ...owner, state: 'signInNeeded', reason: 'expired' } : undefined
}

function isView(value: unknown): value is SessionViewRecord {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1
}
