import type { Random } from './defaults.ts'

export type Medium = 'EMAIL' | 'SMS'

/** Something the pool would have sent. */
export interface Message {
  /** Milliseconds since 1970, by the pool's clock. */
  at: number
  medium: Medium
  /** The address or the number. */
  to: string
  username: string
  /** What it is for, as people would read it. */
  purpose: string
  /** The code, or the temporary password. */
  code: string
}

export interface Inbox {
  /** Oldest first; of one user, by the pool's user name, or of all. */
  list(username?: string): readonly Message[]
  /** The newest code sent to a user; throws where there is none. */
  lastCode(username: string): string
  clear(): void
}

/** Keeps what the pool sends, instead of sending it. */
export class Outbox implements Inbox {
  #messages: Message[] = []

  add(message: Message): void {
    this.#messages.push(message)
  }

  list(username?: string): readonly Message[] {
    return this.#messages.filter((message) => username === undefined || message.username === username)
  }

  lastCode(username: string): string {
    const message = this.list(username).at(-1)
    if (message === undefined) throw new Error(`Nothing was sent to ${username}.`)
    return message.code
  }

  clear(): void {
    this.#messages = []
  }
}

/** A code of decimal digits. */
export function digits(random: Random, length: number): string {
  const number = random.bytes(8).readBigUInt64BE() % 10n ** BigInt(length)
  return number.toString().padStart(length, '0')
}

/** An address as Cognito shows it to somebody who may not know it. */
export function masked(medium: Medium, to: string): string {
  if (medium === 'SMS') return `+${'*'.repeat(Math.max(to.length - 5, 0))}${to.slice(-4)}`
  const [name = '', domain = ''] = to.split('@')
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`
}
