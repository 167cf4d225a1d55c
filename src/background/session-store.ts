import {
  parseRecord,
  storageKey,
  type SessionStorage,
  type SignedInRecord,
} from '@cognito-shared-session/cognito-session'
import { accountIdFrom, type AccountId } from '../contract/identity.ts'
import type { SessionViewRecord, Signature } from '../contract/view.ts'
import type { StorageArea } from './ports.ts'
import { isDeviceKey } from './sign-in/devices.ts'
import { sessionViewOf, type ViewOwner } from './session-view.ts'
import { Turns } from './turns.ts'
import type { Vault } from './vault.ts'

const SESSION_KEY = /^CognitoSession\.[^.]+\.[^.]+\.session\./
const QUEUE_KEY = /^CognitoSession\.[^.]+\.[^.]+\.revocations$/
const VIEW = 'view:'
const KEPT = 'kept:'

/** Called in the order of the writes. */
export interface StoreListener {
  /** A record and its view were written. */
  written(view: SessionViewRecord): void
  /** There is a verdict on its tokens. */
  judged(view: SessionViewRecord): void
}

export interface StorePorts {
  session: StorageArea
  /** What makes this browser a device that a pool remembers. */
  devices: SessionStorage
  random(): number
}

/**
 * One account's place in `storage.session`. The session's record lies under `session:<account>`, and in the
 * same write its tokenless view under `view:<account>`: extension pages read only that, and never see one
 * without the other. Whatever else the session keeps (queued revocations, a damaged record set aside) goes
 * under `kept:<account>:<key>`. What is to outlive the browser goes into the vault first. No rules of its
 * own: what a record means is the session library's.
 */
export class AccountStore implements SessionStorage {
  readonly #ports: StorePorts
  readonly #vault: Vault
  readonly owner: ViewOwner
  readonly #listener: StoreListener
  readonly #turns = new Turns()

  constructor(ports: StorePorts, vault: Vault, owner: ViewOwner, listener: StoreListener) {
    this.#ports = ports
    this.#vault = vault
    this.owner = owner
    this.#listener = listener
  }

  async getItem(key: string): Promise<string | null> {
    if (isDeviceKey(key)) return this.#ports.devices.getItem(key)
    const value = await this.#ports.session.get(this.#placeOf(key))
    return typeof value === 'string' ? value : null
  }

  setItem(key: string, value: string): Promise<void> {
    const { account } = this.owner
    return this.#turns.take(async () => {
      if (SESSION_KEY.test(key)) return this.#write(value)
      if (isDeviceKey(key)) return void (await this.#ports.devices.setItem(key, value))
      const queued = QUEUE_KEY.test(key) ? this.#vault.queue(account, key, value) : Promise.resolve()
      const [kept] = await Promise.allSettled([queued])
      await this.#ports.session.set({ [this.#placeOf(key)]: value })
      if (kept.status === 'rejected') throw kept.reason
    })
  }

  removeItem(key: string): Promise<void> {
    return this.#turns.take(async () => {
      if (isDeviceKey(key)) return void (await this.#ports.devices.removeItem(key))
      await this.#ports.session.remove([this.#placeOf(key)])
      if (QUEUE_KEY.test(key)) await this.#vault.strike(this.owner.account)
    })
  }

  /** Makes the vault fit what lies here: the setting changed, or an earlier worker died between the two. */
  settle(): Promise<void> {
    return this.#turns.take(async () => {
      const text = await this.#ports.session.get(sessionPlace(this.owner.account))
      await this.#vault.settle(this.owner, typeof text === 'string' ? text : undefined)
    })
  }

  /** Removes everything but the queue of revocations, which goes when it was sent; what was kept first, the view last. */
  forget(): Promise<void> {
    const { account, profile, username } = this.owner
    return this.#turns.take(async () => {
      const [poolId = '', clientId = ''] = profile.split('/')
      await this.#ports.devices.removeItem(storageKey(poolId, clientId, 'device', username))
      await this.#vault.discard(account)
      const keys = (await this.#ports.session.keys()).filter((key) => key.startsWith(keptPlace(account, '')))
      const others = keys.filter((key) => !QUEUE_KEY.test(key.slice(keptPlace(account, '').length)))
      await this.#ports.session.remove([...others, sessionPlace(account), viewPlace(account)])
    })
  }

  /** The record of a living session. */
  async signedIn(): Promise<SignedInRecord | undefined> {
    const text = await this.#ports.session.get(sessionPlace(this.owner.account))
    const found = typeof text === 'string' ? parseRecord(text) : undefined
    return found?.ok && found.record?.state === 'signedIn' ? found.record : undefined
  }

  /** Notes the verdict on the tokens of a generation; false where there are others by now. */
  judge(generation: number, signature: Signature): Promise<boolean> {
    return this.#turns.take(async () => {
      const view = await this.#view()
      if (view?.state !== 'signedIn' || view.generation !== generation) return false
      const judged = { ...view, signature }
      await this.#ports.session.set({ [viewPlace(this.owner.account)]: judged })
      this.#listener.judged(judged)
      return true
    })
  }

  async #view(): Promise<SessionViewRecord | undefined> {
    const found = await this.#ports.session.get(viewPlace(this.owner.account))
    return isView(found) ? found : undefined
  }

  /** A vault that cannot be written keeps no session from being held: the library hears of it and writes again. */
  async #write(text: string): Promise<void> {
    const { account } = this.owner
    const [kept] = await Promise.allSettled([this.#vault.keep(this.owner, text)])
    const view = withPast(sessionViewOf(text, this.owner, this.#ports.random()), await this.#view())
    await this.#ports.session.set({ [sessionPlace(account)]: text, [viewPlace(account)]: view })
    this.#listener.written(view)
    if (kept.status === 'rejected') throw kept.reason
  }

  #placeOf(key: string): string {
    const { account } = this.owner
    return SESSION_KEY.test(key) ? sessionPlace(account) : keptPlace(account, key)
  }
}

/**
 * What was found out about these very tokens still holds, as a generation has but one pair of them; and of the pair
 * before it is kept what they said.
 */
function withPast(view: SessionViewRecord, before: SessionViewRecord | undefined): SessionViewRecord {
  if (view.state !== 'signedIn' || before?.state !== 'signedIn') return view
  const { generation, signature, former, idClaims, accessClaims } = before
  return generation === view.generation
    ? { ...view, signature, former }
    : { ...view, former: { idClaims, accessClaims } }
}

/** The views that lie in the session area, with what outlived the browser brought back there first. */
export async function storedViews(ports: StorePorts, vault: Vault): Promise<SessionViewRecord[]> {
  const { session } = ports
  const keys = (await session.keys()).filter((key) => key.startsWith(VIEW))
  const found = (await Promise.all(keys.map((key) => session.get(key)))).filter(isView)
  const views = new Map(found.map((view) => [view.account, view]))
  for (const account of await vault.accounts()) {
    const view = await broughtBack(ports, vault, account, views.get(account)?.generation ?? -1)
    if (view !== undefined) views.set(account, view)
  }
  return [...views.values()]
}

/** The higher generation wins: the vault's, where the browser or a worker ended before the session area had it. */
async function broughtBack(
  ports: StorePorts,
  vault: Vault,
  account: AccountId,
  generation: number,
): Promise<SessionViewRecord | undefined> {
  const { session } = ports
  const queued = await vault.queued(account)
  if (queued !== undefined) await session.set({ [keptPlace(account, queued.key)]: queued.text })
  const newer = await vault.newer(account, generation)
  if (newer === undefined) return undefined
  const view = sessionViewOf(newer.text, newer.owner, ports.random())
  await session.set({ [sessionPlace(account)]: newer.text, [viewPlace(account)]: view })
  return view
}

/** Accounts with revocations that are still to be sent, signed in or not. */
export async function indebted({ session }: StorePorts): Promise<AccountId[]> {
  const keys = (await session.keys()).filter((key) => key.startsWith(KEPT))
  const queues = keys.filter((key) => QUEUE_KEY.test(key.slice(key.lastIndexOf(':') + 1)))
  return queues.map((key) => accountIdFrom(key.slice(KEPT.length, key.lastIndexOf(':'))))
}

function viewPlace(account: AccountId): string {
  return VIEW + account
}

function sessionPlace(account: AccountId): string {
  return `session:${account}`
}

function keptPlace(account: AccountId, key: string): string {
  return `${KEPT}${account}:${key}`
}

function isView(value: unknown): value is SessionViewRecord {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1
}
