import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import type { AccountId } from '../../../src/contract/identity.ts'
import type {
  SignInAnswer,
  SigningIn,
  SignInScreen,
  SignInStanding,
} from '../../../src/contract/signing-in.ts'
import type { Stage, Worker } from './stage.ts'

type ClientName = keyof LocalUserPool['clients']
type UserName = keyof LocalUserPool['users']

/** What extension pages may see of the sign-ins under way. */
export function shown(stage: Stage): SigningIn[] {
  return [...stage.session.items]
    .filter(([key]) => key.startsWith('signing-in:'))
    .map(([, text]) => JSON.parse(text))
}

/** The only sign-in under way. */
export function theOne(stage: Stage): SigningIn {
  const [one, ...others] = shown(stage)
  if (one === undefined || others.length > 0)
    throw new Error(`${shown(stage).length} sign-ins are under way.`)
  return one
}

export function screenOf(stage: Stage): SignInScreen {
  return theOne(stage).screen
}

/** A person at the sign-in page: sees the record, and answers what it asks. */
export class Person {
  readonly #stage: Stage
  worker: Worker

  constructor(stage: Stage, worker: Worker) {
    this.#stage = stage
    this.worker = worker
  }

  async knows(...clients: ClientName[]): Promise<this> {
    const { pool } = this.#stage
    for (const client of clients) {
      await this.worker.value('saveProfile', {
        name: client,
        poolId: pool.poolId,
        clientId: pool.clients[client].id,
        endpoint: pool.url,
      })
    }
    return this
  }

  /** Types user name and password. */
  begin(user: UserName, client: ClientName = 'web'): Promise<SignInStanding> {
    const { signInName: username, password } = this.#stage.pool.users[user]
    return this.worker.value('signIn', { profile: this.#stage.profile(client), username, password })
  }

  answer(answer: SignInAnswer): Promise<SignInStanding> {
    return this.worker.value('answerSignIn', { ...this.#at(), answer })
  }

  refusal(answer: SignInAnswer): Promise<ErrorCode> {
    return this.worker.refusal('answerSignIn', { ...this.#at(), answer })
  }

  resend = () => this.worker.value('resendCode', this.#at())
  back = () => this.worker.value('signInBack', this.#at())
  secret = () => this.worker.value('authenticatorSecret', this.#at())

  /** The worker dies and another starts. */
  async wake(): Promise<void> {
    this.worker.life.end()
    this.worker = this.#stage.start()
    await this.worker.started()
  }

  #at() {
    const { id: transaction, turn } = theOne(this.#stage)
    return { transaction, turn }
  }
}

export function accountOf(standing: SignInStanding): AccountId {
  if (standing.state === 'signedIn') return standing.account
  throw new Error(`The sign-in stands at: ${standing.state}`)
}
