import {
  CognitoError,
  CognitoUser,
  type SessionStorage,
  type SignInStep,
} from '@cognito-shared-session/cognito-session'
import { SessionError } from '../../contract/errors.ts'
import type { TransactionId } from '../../contract/identity.ts'
import type { Resend, SignInScreen, SignInStanding } from '../../contract/signing-in.ts'
import type { Accounts } from '../accounts.ts'
import { wireError } from '../outcome.ts'
import type { SessionOwner } from '../session-owner.ts'
import type { UserPools } from '../user-pools.ts'
import { signInStorage } from './devices.ts'
import type { Transaction, Transactions } from './transactions.ts'

export type Draft = Omit<Transaction, 'expiresAt' | 'version'>

/** What a request led to. */
export interface Next {
  step: SignInStep | Extract<SignInScreen, { step: 'start' | 'resetPassword' }>
  resend?: Resend | undefined
}

export interface AskingRooms {
  pools: UserPools
  owner: SessionOwner
  accounts: Accounts
  devices: SessionStorage
}

const INTERRUPTED = {
  code: 'noAnswer',
  message: 'The extension was interrupted before the answer came.',
} as const

/**
 * The requests of a sign-in. It is stored before each of them and after it: wherever the worker dies, the record
 * says how far it came.
 */
export class Asking {
  readonly #now: () => number
  readonly #transactions: Transactions
  readonly #rooms: AskingRooms
  readonly #atWork = new Set<string>()

  constructor(now: () => number, transactions: Transactions, rooms: AskingRooms) {
    this.#now = now
    this.#transactions = transactions
    this.#rooms = rooms
  }

  /** @throws whatever the request does; a sign-in that is over by then begins anew, and its record says why */
  ask(before: Draft, go: (user: CognitoUser) => Promise<Next>): Promise<SignInStanding> {
    return this.alone(before.id, async () => {
      await this.#assertStands(before)
      await this.#transactions.write({ ...before, asking: this.#now(), problem: undefined })
      try {
        const user = await this.#user(before)
        return await this.#advance(before, await go(user), user)
      } catch (error) {
        await this.#fail(before, error)
        throw error
      }
    })
  }

  /** One thing at a time under a name: a second tab that answers the same step is refused. */
  async alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#atWork.has(name)) throw stepPassed()
    this.#atWork.add(name)
    try {
      return await work()
    } finally {
      this.#atWork.delete(name)
    }
  }

  /** It may have been given up, or answered in another tab, since it was read. */
  async #assertStands({ id, turn }: Draft): Promise<void> {
    if (turn === 0) return
    const now = await this.#transactions.find(id)
    if (now === undefined) throw signInGone()
    if (now.turn !== turn) throw stepPassed()
  }

  async toStart(before: Draft, error?: unknown): Promise<void> {
    const { id, profile, username, way, turn } = before
    const problem = error === undefined ? undefined : wireError(error, 'extensionPage')
    const start = { session: '', screen: { step: 'start' }, problem } as const
    await this.#transactions.write({ id, profile, username, way, turn: turn + 1, ...start })
  }

  /** Finds what an earlier worker asked and never heard of. */
  async resume(): Promise<void> {
    const all = await this.#transactions.all()
    const left = all.filter(({ id, asking }) => asking !== undefined && !this.#atWork.has(id))
    await Promise.all(left.map(({ id }) => this.alone(id, () => this.#resume(id))))
  }

  /** Where the answer were tokens, they may have been taken over before the worker died: then it is done. */
  async #resume(id: TransactionId): Promise<void> {
    const left = await this.#transactions.find(id)
    // Answered since it was found.
    if (left?.asking === undefined) return
    const { username, screen } = left
    const since = left.asking - 2_000
    const views = await this.#rooms.owner.views()
    const signedIn = views.some(
      (view) =>
        view.state === 'signedIn' &&
        view.profile === left.profile &&
        view.issuedAt > since &&
        (view.username === username || ('username' in screen && view.username === screen.username)),
    )
    if (signedIn) await this.#transactions.remove(id)
    else await this.#transactions.write({ ...left, asking: undefined, problem: INTERRUPTED })
  }

  async #user({ profile, username, screen }: Draft): Promise<CognitoUser> {
    const Storage = signInStorage(this.#rooms.devices)
    const Pool = await this.#rooms.pools.open(profile, Storage)
    return new CognitoUser({ Username: 'username' in screen ? screen.username : username, Pool, Storage })
  }

  async #advance(before: Draft, { step, resend }: Next, user: CognitoUser): Promise<SignInStanding> {
    const { id, turn } = before
    if ((await this.#transactions.find(id)) === undefined) {
      // Given up meanwhile: what came is revoked.
      await user.signOut()
      throw signInGone()
    }
    if (step.step === 'done') return this.#finish(before, step)
    const { session, ...screen } = { session: '', ...step }
    const next = { ...before, turn: turn + 1, session, screen, resend, problem: undefined }
    await this.#transactions.write(next)
    return { state: 'asked', transaction: id }
  }

  async #finish(
    before: Draft,
    { session, deviceQuestion }: Extract<SignInStep, { step: 'done' }>,
  ): Promise<SignInStanding> {
    const { id, turn } = before
    const account = await this.#rooms.owner.adopt(before.profile, session)
    await this.#rooms.accounts.prefer(account)
    if (!deviceQuestion) {
      await this.#transactions.remove(id)
      return { state: 'signedIn', account }
    }
    const screen = { step: 'rememberDevice', account } as const
    await this.#transactions.write({ ...before, turn: turn + 1, session: '', screen, resend: undefined })
    return { state: 'signedIn', account, transaction: id }
  }

  /** A sign-in that never began leaves nothing; one that is over begins anew; else the step is repeated. */
  async #fail(before: Draft, error: unknown): Promise<void> {
    if ((await this.#transactions.find(before.id)) === undefined) return
    if (before.turn === 0) await this.#transactions.remove(before.id)
    else if (isOver(error)) await this.toStart(before, error)
    else await this.#transactions.write(before)
  }
}

/**
 * Whether a sign-in is over with this error. Wrong codes, passwords that break a rule and errors that pass leave
 * Cognito's `Session` as it was.
 */
function isOver(error: unknown): boolean {
  if (!(error instanceof CognitoError)) return error instanceof SessionError
  return /^(NotAuthorized|User|ResourceNotFound|PasswordReset|Unsupported)/.test(error.code)
}

export function stepPassed(): SessionError {
  return new SessionError('stepPassed', 'This step was answered elsewhere.')
}

export function signInGone(): SessionError {
  return new SessionError('signInGone', 'This sign-in has ended.')
}
