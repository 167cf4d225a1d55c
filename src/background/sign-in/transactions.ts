import { transactionIdFrom, type ProfileId, type TransactionId } from '../../contract/identity.ts'
import type { SigningIn } from '../../contract/signing-in.ts'
import type { StorageArea } from '../ports.ts'

const SECRET = 'transaction:steps:'
const SHOWN = 'signing-in:'
/** No user pool goes on with a sign-in for longer between two steps (`AuthSessionValidity`: 3 to 15 minutes). */
const LIFE = 15 * 60_000
const MOST = 8

/** A sign-in under way, with Cognito's string that ties its steps together; never a password or a code. */
export interface Transaction extends SigningIn {
  session: string
}

interface TransactionPorts {
  session: StorageArea
  now(): number
}

/**
 * The sign-ins under way, in the session area: each under `transaction:steps:<id>`, and in the same write what may be
 * seen of it under `signing-in:<id>`. They end with the browser, and by themselves.
 */
export class Transactions {
  readonly #ports: TransactionPorts

  constructor(ports: TransactionPorts) {
    this.#ports = ports
  }

  async find(id: TransactionId): Promise<Transaction | undefined> {
    const found = await this.#ports.session.get(SECRET + id)
    if (!isTransaction(found)) return undefined
    if (found.expiresAt > this.#ports.now()) return found
    await this.remove(id)
    return undefined
  }

  async all(): Promise<Transaction[]> {
    const keys = (await this.#ports.session.keys()).filter((key) => key.startsWith(SECRET))
    const ids = keys.map((key) => transactionIdFrom(key.slice(SECRET.length)))
    const found = await Promise.all(ids.map((id) => this.find(id)))
    return found.filter((transaction) => transaction !== undefined)
  }

  /** Writes it with a new lease of life, and returns what was written. The oldest gives way where there are too many. */
  async write(transaction: Omit<Transaction, 'expiresAt' | 'version'>): Promise<Transaction> {
    const others = (await this.all()).filter(({ id }) => id !== transaction.id)
    const tooMany = others.toSorted((a, b) => b.expiresAt - a.expiresAt).slice(MOST - 1)
    await Promise.all(tooMany.map(({ id }) => this.remove(id)))
    const written: Transaction = { ...transaction, version: 1, expiresAt: this.#ports.now() + LIFE }
    const { session: _, ...shown } = written
    const { id } = written
    await this.#ports.session.set({ [SECRET + id]: written, [SHOWN + id]: shown })
    return written
  }

  remove(id: TransactionId): Promise<void> {
    return this.#ports.session.remove([SECRET + id, SHOWN + id])
  }

  async removeOf(profile: ProfileId): Promise<void> {
    const gone = (await this.all()).filter((transaction) => transaction.profile === profile)
    await Promise.all(gone.map(({ id }) => this.remove(id)))
  }
}

function isTransaction(value: unknown): value is Transaction {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1
}
