import type { Random } from '../defaults.ts'
import type { AuthorizeRequest } from './authorize-request.ts'

/** A person in the middle of the login pages. */
export interface Transaction {
  request: AuthorizeRequest
  /** Milliseconds since 1970. */
  expiresAt: number
  /** The step after the password, as the API's challenges are. */
  challenge?: { name: string; session: string; parameters: Record<string, string>; username: string }
}

/** An authorization code, not yet exchanged. */
export interface IssuedCode {
  request: AuthorizeRequest
  sub: string
  /** Seconds. */
  authTime: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Somebody whom the login pages remember by a cookie. */
export interface BrowserSession {
  sub: string
  /** Seconds. */
  authTime: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

class Slips<Slip extends { expiresAt: number }> {
  readonly #slips = new Map<string, Slip>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  add(slip: Slip): string {
    const id = this.#random.bytes(24).toString('base64url')
    this.#slips.set(id, slip)
    return id
  }

  find(id: string | undefined, now: number): Slip | undefined {
    const slip = id === undefined ? undefined : this.#slips.get(id)
    return slip !== undefined && now < slip.expiresAt ? slip : undefined
  }

  remove(id: string): void {
    this.#slips.delete(id)
  }
}

/** What the login pages have to remember. */
export class LoginStore {
  readonly transactions: Slips<Transaction>
  readonly codes: Slips<IssuedCode>
  readonly browsers: Slips<BrowserSession>

  constructor(random: Random) {
    this.transactions = new Slips(random)
    this.codes = new Slips(random)
    this.browsers = new Slips(random)
  }
}
