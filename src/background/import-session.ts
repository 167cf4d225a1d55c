import { CognitoError, MemoryStorage, type CognitoUserPool } from '@cognito-shared-session/cognito-session'
import { importSession, type ImportedSession } from '@cognito-shared-session/cognito-session/import'
import { SessionError } from '../contract/errors.ts'
import { originOf, type AccountId, type Origin, type ProfileId } from '../contract/identity.ts'
import type { StoredSession, StoredSessions } from '../contract/stored-session.ts'
import { ownerOf } from './account-owner.ts'
import type { Grants } from './grants.ts'
import type { SiteStorage, StorageArea } from './ports.ts'
import type { Profiles } from './profiles.ts'
import { isFirstVersion, Records } from './records.ts'
import type { SessionOwner } from './session-owner.ts'
import type { UserPools } from './user-pools.ts'
import { verdictOn } from './verification.ts'

interface Rooms {
  grants: Grants
  owner: SessionOwner
  pools: UserPools
  profiles: Profiles
}

interface ImportPorts {
  session: StorageArea
  site: SiteStorage
}

/** A copy of a session that is taken over and must go from the site's storage. */
interface LeftCopy {
  version: 1
  account: AccountId
  origin: Origin
  keys: string[]
  /** Which of the person's sign-ins it is: tokens change with each refresh, this does not. */
  signIn: string
}

interface Found {
  shown: StoredSession
  imported: ImportedSession
}

/**
 * Takes over the session that a site's own Cognito library stored. Only on a site that the person allowed, and
 * only after its tokens proved to be the pool's: a page could otherwise plant a session of its own. The person
 * sees whose it is before. The site's copy goes afterwards: two owners of one rotating refresh token end both.
 */
export class SessionImport {
  readonly #rooms: Rooms
  readonly #site: SiteStorage
  readonly #copies: Records<LeftCopy>

  constructor(rooms: Rooms, { session, site }: ImportPorts) {
    this.#rooms = rooms
    this.#site = site
    this.#copies = new Records(session, 'left-copy:', isLeftCopy)
  }

  /**
   * @throws SessionError `notAllowed` on a site without a grant, `cannotRunHere`, `signatureInvalid`, `offline`
   * @throws CognitoError `ClaimsInvalid` where the stored tokens do not belong together
   */
  async find(tabId: number): Promise<StoredSessions> {
    const { origin, found } = await this.#look(tabId)
    return { origin, found: found.map(({ shown }) => shown) }
  }

  /**
   * The person has seen whose session it is. It is looked up anew: what is stored may have changed since.
   *
   * @throws SessionError `unknownAccount` when another session, or none, is stored there by now
   */
  async take(tabId: number, account: AccountId): Promise<{ account: AccountId }> {
    const { origin, found } = await this.#look(tabId)
    const chosen = found.find(({ shown }) => shown.account === account)
    if (chosen === undefined) {
      throw new SessionError('unknownAccount', 'The site has changed what it stores. Look again.')
    }
    const { session, keys } = chosen.imported
    const signIn = signInOf(session.getAccessToken().decodePayload())
    const copy: LeftCopy = { version: 1, account, origin, keys, signIn }
    await this.#copies.write(account, copy)
    await this.#rooms.owner.adopt(chosen.shown.profile, session)
    await this.#clear(copy)
    return { account }
  }

  /**
   * Removes what a worker that died after a take-over left on the site, where one of its pages is open; and what was
   * left because none was, when one opens.
   */
  async resume(origin?: Origin): Promise<void> {
    for (const copy of await this.#copies.all()) {
      if (origin === undefined || copy.origin === origin) await this.#clear(copy)
    }
  }

  /** Leaves the copy of a session that never became ours: it is the only one. */
  async #clear({ account, origin, keys, signIn }: LeftCopy): Promise<void> {
    const view = (await this.#rooms.owner.views()).find((known) => known.account === account)
    const isOurs = view?.state === 'signedIn' && signInOf(view.accessClaims) === signIn
    if (isOurs && (await this.#site.remove(origin, keys)) === 0) return
    await this.#copies.remove(account)
  }

  async #look(tabId: number): Promise<{ origin: Origin; found: Found[] }> {
    const { origin: address, items } = await this.#read(tabId)
    const origin = originOf(address)
    const grant = origin && (await this.#rooms.grants.find({ origin, frameId: 0, tabId }))
    if (origin === undefined || grant === undefined) {
      throw new SessionError('notAllowed', 'Allow this site first. Then its own session can be taken over.')
    }
    const storage = new MemoryStorage()
    for (const [key, value] of Object.entries(items)) storage.setItem(key, value)
    const profiles = (await this.#rooms.profiles.reachable()).filter(({ removed }) => removed !== true)
    const looks = await Promise.allSettled(profiles.map(({ id }) => this.#foundAt(id, storage)))
    const found = looks.flatMap((look) => (look.status === 'fulfilled' ? (look.value ?? []) : []))
    const failed = looks.find((look) => look.status === 'rejected')
    if (found.length === 0 && failed !== undefined) throw failed.reason
    return { origin, found }
  }

  async #read(tabId: number) {
    try {
      return await this.#site.read(tabId)
    } catch (cause) {
      throw new SessionError('cannotRunHere', 'The browser lets no extension look at this page.', { cause })
    }
  }

  async #foundAt(profile: ProfileId, storage: MemoryStorage): Promise<Found | undefined> {
    const pool = await this.#rooms.pools.open(profile, new MemoryStorage())
    const imported = await importSession(pool, storage)
    if (imported === null) return undefined
    const { session } = imported
    if (!session.isValid() && session.getRefreshToken() === undefined) return undefined
    await assertSigned(session, pool)
    return { imported, shown: shownOf(profile, imported) }
  }
}

async function assertSigned(session: ImportedSession['session'], pool: CognitoUserPool): Promise<void> {
  const verdict = await verdictOn(
    {
      idToken: session.getIdToken().getJwtToken(),
      accessToken: session.getAccessToken().getJwtToken(),
      clockDrift: session.getClockDrift(),
    },
    pool,
  )
  if (verdict.state === 'verified') return
  if (verdict.state === 'failed') {
    const cause = `(${verdict.code})`
    throw new SessionError('signatureInvalid', `What this site stores is not from the user pool ${cause}.`)
  }
  throw new CognitoError('NetworkError', 'The user pool’s keys cannot be reached, so nothing was taken over.')
}

function shownOf(profile: ProfileId, { session }: ImportedSession): StoredSession {
  const { account, username } = ownerOf(profile, session)
  const { email, auth_time: at } = session.getIdToken().decodePayload()
  return {
    account,
    profile,
    username,
    ...(typeof email === 'string' ? { email: email.slice(0, 320) } : {}),
    ...(typeof at === 'number' ? { signedInAt: at * 1000 } : {}),
  }
}

function signInOf(claims: Record<string, unknown>): string {
  return String(claims['origin_jti'] ?? claims['auth_time'])
}

function isLeftCopy(value: unknown): value is LeftCopy {
  return isFirstVersion(value)
}
