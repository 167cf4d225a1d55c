import { parseRecord, type SessionRecord } from '@cognito-shared-session/cognito-session'
import * as v from 'valibot'
import { accountIdFrom, profileIdFrom, type AccountId } from '../contract/identity.ts'
import { SealedRecords, type SealingPorts } from './sealed-records.ts'
import type { ViewOwner } from './session-view.ts'

const VAULT = 'vault:'
const QUEUED = 'queued:'

/**
 * What outlives the browser with "stay signed in", sealed: `vault:<account>` is the session's record, under
 * the account's key; `queued:<account>` are refresh tokens that are still to be revoked, under a key of their
 * own that goes with the last of them. After a sign-out that owes a revocation the vault holds its tombstone,
 * under that second key, until the queue has taken over. Keys go before the records that they open: a record
 * that is left over tells the next start that something is to be finished.
 */
export class Vault {
  readonly #sealed: SealedRecords
  readonly #stays: () => Promise<boolean>

  constructor(ports: SealingPorts, staysSignedIn: () => Promise<boolean>) {
    this.#sealed = new SealedRecords(ports)
    this.#stays = staysSignedIn
  }

  /** A session's record, or the end of one, before it is written to the session area. */
  async keep(owner: ViewOwner, text: string): Promise<void> {
    const { account, profile, username } = owner
    const record = recordIn(text)
    const key = (await this.#stays()) ? keyFor(account, record) : undefined
    if (key === undefined || record === undefined) return this.discard(account)
    const kept = JSON.stringify({ profile, username, text })
    try {
      await this.#sealed.write(VAULT + account, key, record.generation, kept)
    } finally {
      // A disk that is full keeps no session alive that has ended: its key goes, whatever still lies there.
      if (key !== sessionKey(account)) await this.#sealed.shred(sessionKey(account))
    }
  }

  /** Makes the vault what it should be beside this session record: the setting changed, or a worker died. */
  async settle(owner: ViewOwner, text: string | undefined): Promise<void> {
    const { account } = owner
    const found = await this.#sealed.look(VAULT + account)
    const record = text === undefined ? undefined : recordIn(text)
    const right =
      found?.generation === record?.generation &&
      found?.key === sessionKey(account) &&
      (await this.#stays()) &&
      (await this.#sealed.holdsKey(found.key))
    if (right) return
    if (text === undefined || (found === undefined && !(await this.#stays()))) return this.discard(account)
    await this.keep(owner, text)
  }

  async discard(account: AccountId): Promise<void> {
    if ((await this.#sealed.look(VAULT + account)) === undefined) return
    await this.#sealed.shred(sessionKey(account))
    if ((await this.#sealed.look(QUEUED + account)) === undefined) {
      await this.#sealed.shred(revocationsKey(account))
    }
    await this.#sealed.remove(VAULT + account)
  }

  /** The queue of revocations under its key in the session library's storage. */
  async queue(account: AccountId, key: string, text: string): Promise<void> {
    if (!(await this.#stays())) return
    await this.#sealed.write(QUEUED + account, revocationsKey(account), 0, JSON.stringify({ key, text }))
  }

  /** The last revocation was sent. */
  async strike(account: AccountId): Promise<void> {
    if ((await this.#sealed.look(QUEUED + account)) === undefined) return
    const { key } = (await this.#sealed.look(VAULT + account)) ?? {}
    if (key !== revocationsKey(account)) await this.#sealed.shred(revocationsKey(account))
    await this.#sealed.remove(QUEUED + account)
  }

  /** Accounts with anything in here. */
  async accounts(): Promise<AccountId[]> {
    const places = [...(await this.#sealed.places(VAULT)), ...(await this.#sealed.places(QUEUED))]
    return [...new Set(places.map((place) => accountIdFrom(place.slice(place.indexOf(':') + 1))))]
  }

  /** The kept record, if it is of a higher generation than the one in the session area. */
  async newer(
    account: AccountId,
    generation: number,
  ): Promise<{ owner: ViewOwner; text: string } | undefined> {
    const found = await this.#sealed.look(VAULT + account)
    if (found === undefined || found.generation <= generation) return undefined
    if (found.key === sessionKey(account) && !(await this.#stays())) return undefined
    const kept = parsed(keptRecord, await this.#sealed.open(VAULT + account))
    return kept && { owner: { account, profile: kept.profile, username: kept.username }, text: kept.text }
  }

  async queued(account: AccountId): Promise<{ key: string; text: string } | undefined> {
    const kept = parsed(keptQueue, await this.#sealed.open(QUEUED + account))
    if (kept === undefined) await this.strike(account)
    return kept
  }
}

function sessionKey(account: AccountId): string {
  return `session|${account}`
}

function revocationsKey(account: AccountId): string {
  return `revocations|${account}`
}

/** Under which key a record is kept; an end that owes nothing is not kept at all. */
function keyFor(account: AccountId, record: SessionRecord | undefined): string | undefined {
  if (record?.state === 'signedIn') return sessionKey(account)
  const owes = record !== undefined && (record.revoke?.length ?? 0) > 0
  return owes ? revocationsKey(account) : undefined
}

function recordIn(text: string): SessionRecord | undefined {
  const found = parseRecord(text)
  return found.ok ? found.record : undefined
}

const keptRecord = v.object({
  profile: v.pipe(v.string(), v.transform(profileIdFrom)),
  username: v.string(),
  text: v.string(),
})
const keptQueue = v.object({ key: v.string(), text: v.string() })

function parsed<Value>(schema: v.GenericSchema<unknown, Value>, text: string | undefined): Value | undefined {
  if (text === undefined) return undefined
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  return found.success ? found.output : undefined
}
