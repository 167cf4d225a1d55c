import type { CognitoUser } from '@cognito-shared-session/cognito-session'
import { SessionError } from '../../contract/errors.ts'
import {
  transactionIdFrom,
  type AccountId,
  type ProfileId,
  type TransactionId,
} from '../../contract/identity.ts'
import {
  isWaiting,
  type SignInAnswer,
  type SignInQuestion,
  type SignInStanding,
} from '../../contract/signing-in.ts'
import type { StorageArea } from '../ports.ts'
import type { OperatorPolicy } from '../policy.ts'
import type { Profiles } from '../profiles.ts'
import { Asking, signInGone, stepPassed, type AskingRooms, type Draft, type Next } from './asking.ts'
import { begin } from './beginning.ts'
import { methodOf, preferredOf, resendOf } from './first-factor.ts'
import { Transactions, type Transaction } from './transactions.ts'

interface SignInPorts {
  session: StorageArea
  now(): number
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
}

type Rooms = AskingRooms & { profiles: Profiles; policy: OperatorPolicy }

/** Which step of which sign-in is meant. */
export interface At {
  transaction: TransactionId
  turn: number
}

/**
 * How people sign in. What a step asks and how it is answered is the session library's; here a sign-in is kept
 * between its steps, so that a closed window or a dead worker ends none. Passwords and codes pass through and are
 * kept nowhere.
 */
export class SignIns {
  readonly #ports: SignInPorts
  readonly #rooms: Rooms
  readonly #transactions: Transactions
  readonly #asking: Asking

  constructor(ports: SignInPorts, rooms: Rooms) {
    this.#ports = ports
    this.#rooms = rooms
    this.#transactions = new Transactions(ports)
    this.#asking = new Asking(() => ports.now(), this.#transactions, rooms)
  }

  /** @throws SessionError `forbiddenByPolicy`; CognitoError with Cognito's code: `NotAuthorizedException`, `UserNotFoundException` … */
  async start(question: SignInQuestion): Promise<SignInStanding> {
    const { username, password, way = 'password' } = question
    const { policy, profiles } = this.#rooms
    const allowed = await policy.allowedMethods()
    const chooses = way === 'choice' && password === undefined
    await policy.assertAllows(chooses && allowed.includes('passkey') ? 'passkey' : 'password')
    return this.#begin(question, async (user) => {
      const profile = await profiles.find(question.profile)
      const preferred = chooses ? preferredOf(profile, allowed) : undefined
      const step = await begin(user, { username, password, way, profile, preferred })
      return { step, resend: resendOf(preferred, step) }
    })
  }

  /** Has a code sent to somebody who forgot the password. */
  async forgotPassword(question: SignInQuestion): Promise<SignInStanding> {
    await this.#rooms.policy.assertAllows('password')
    return this.#begin(question, sendReset)
  }

  async answer(at: At, answer: SignInAnswer): Promise<SignInStanding> {
    const before = await this.#at(at)
    const { screen, session } = before
    if (screen.step === 'start') throw stepPassed()
    if (screen.step === 'resetPassword') return this.#resetPassword(before, answer)
    if (screen.step === 'rememberDevice') return this.#remember(before, screen.account, answer)
    const chosen = screen.step === 'chooseFactor' ? answer.choice : undefined
    await this.#assertAllows(before, chosen ?? screen.challenge)
    return this.#asking.ask(before, async (user) => {
      const step = await user.answer({ ...screen, session }, answer)
      return { step, resend: resendOf(chosen, step) }
    })
  }

  /** Sends a code once more. @throws SessionError `cannotResend` for a second factor's, which Cognito cannot */
  async resend(at: At): Promise<SignInStanding> {
    const before = await this.#at(at)
    const { resend, username } = before
    if (resend === undefined) {
      throw new SessionError('cannotResend', 'Cognito sends this code once. Start over to get another.')
    }
    if (resend === 'ForgotPassword') return this.#asking.ask(before, sendReset)
    const again = { username, way: 'choice', preferred: resend } as const
    return this.#asking.ask(before, async (user) => ({ step: await begin(user, again), resend }))
  }

  /** To the choice that led here where there was one, else to the beginning, with the user name as it was typed. */
  async back(at: At): Promise<SignInStanding> {
    const before = await this.#at(at)
    const { id, username, way, screen } = before
    if (way === 'choice' && screen.step !== 'chooseFactor' && 'challenge' in screen) {
      return this.#asking.ask(before, async (user) => ({ step: await begin(user, { username, way }) }))
    }
    await this.#asking.toStart(before)
    return { state: 'asked', transaction: id }
  }

  /** Whatever is still on its way from the pool is revoked when it comes. */
  cancel(id: TransactionId): Promise<void> {
    return this.#transactions.remove(id)
  }

  /** A fresh secret for the authenticator app that is being set up; earlier ones are worth nothing from then on. */
  async authenticatorSecret(at: At): Promise<{ secret: string; turn: number }> {
    const before = await this.#at(at)
    const { screen, session } = before
    if (screen.step !== 'setUpMfa') throw stepPassed()
    let secret = ''
    await this.#asking.ask(before, async (user) => {
      user.pending = { ...screen, session }
      secret = await user.associateSoftwareToken()
      return { step: user.pending }
    })
    return { secret, turn: at.turn + 1 }
  }

  /** Gives up what is under way at a user pool that changes or goes. */
  leave(profile: ProfileId): Promise<void> {
    return this.#transactions.removeOf(profile)
  }

  /** Finds what an earlier worker asked and never heard of. */
  resume(): Promise<void> {
    return this.#asking.resume()
  }

  /** One sign-in at a time at each user pool, unless the person gives the other up. */
  #begin(question: SignInQuestion, go: (user: CognitoUser) => Promise<Next>): Promise<SignInStanding> {
    const { profile, username, way = 'password', anew } = question
    return this.#asking.alone(profile, async () => {
      const all = await this.#transactions.all()
      const other = all.find((at) => at.profile === profile && isWaiting(at))
      if (other !== undefined && anew !== true) return { state: 'elsewhere', transaction: other.id }
      await this.#transactions.removeOf(profile)
      const draft: Draft = {
        id: this.#newId(),
        profile,
        username,
        way,
        turn: 0,
        session: '',
        screen: { step: 'start' },
      }
      return this.#asking.ask(draft, go)
    })
  }

  /** Sets the new password, and signs in with it. */
  async #resetPassword(
    before: Transaction,
    { code = '', newPassword = '' }: SignInAnswer,
  ): Promise<SignInStanding> {
    const { id, turn, profile, username } = before
    await this.#asking.ask(before, async (user) => {
      await user.callUnsigned('ConfirmForgotPassword', { ConfirmationCode: code, Password: newPassword })
      return { step: { step: 'start', passwordChanged: true } }
    })
    const changed = await this.#at({ transaction: id, turn: turn + 1 })
    const known = await this.#rooms.profiles.find(profile)
    const beginning = { username, password: newPassword, way: 'password', profile: known } as const
    return this.#asking.ask(changed, async (user) => ({ step: await begin(user, beginning) }))
  }

  async #remember(
    { id }: Transaction,
    account: AccountId,
    { remember }: SignInAnswer,
  ): Promise<SignInStanding> {
    const user = await this.#rooms.owner.userOf(account)
    // Not remembered is what a device is until the person says otherwise: a no needs no answer.
    await (remember ? user.setDeviceStatusRemembered() : user.setDeviceStatusNotRemembered().catch(() => {}))
    await this.#transactions.remove(id)
    return { state: 'signedIn', account }
  }

  /** @throws SessionError `forbiddenByPolicy`, `plainPasswordOff` */
  async #assertAllows({ profile }: Transaction, factor: string | undefined): Promise<void> {
    await this.#rooms.policy.assertAllows(methodOf(factor))
    if (factor !== 'PASSWORD' || (await this.#rooms.profiles.find(profile))?.plainPassword === true) return
    throw new SessionError('plainPasswordOff', 'No user pool gets the password as it is by asking for it.')
  }

  /** @throws SessionError `signInGone`, or `stepPassed` when another tab was faster */
  async #at({ transaction, turn }: At): Promise<Transaction> {
    const found = await this.#transactions.find(transaction)
    if (found === undefined) throw signInGone()
    if (found.turn !== turn) throw stepPassed()
    return found
  }

  #newId(): TransactionId {
    const bytes = this.#ports.getRandomValues(new Uint8Array(16))
    return transactionIdFrom(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
}

async function sendReset(user: CognitoUser): Promise<Next> {
  const { CodeDeliveryDetails: where } = await user.callUnsigned('ForgotPassword', {})
  const to =
    typeof where === 'object' && where !== null && 'Destination' in where ? where.Destination : undefined
  const destination = typeof to === 'string' ? { destination: to } : {}
  return { step: { step: 'resetPassword', ...destination }, resend: 'ForgotPassword' }
}
