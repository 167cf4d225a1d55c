import { connectSession } from '../connect.ts'
import { CognitoUser } from './cognito-user.ts'
import { PoolSession, sharePoolSession } from './pool-session.ts'

export interface ICognitoUserPoolData {
  /** As the AWS console shows it: `eu-west-1_AbCdEfGhI`. */
  UserPoolId: string
  ClientId: string
  /** How the page connects, where it is not by plain `connectSession`: with options of yours, or in a test. */
  connect?: typeof connectSession | undefined
}

/**
 * A user pool whose session Cognito Shared Session holds. The shared session counts as this pool's only if its
 * tokens are of this very pool and app client.
 *
 * @example
 * const pool = new CognitoUserPool({ UserPoolId: 'eu-west-1_AbCdEfGhI', ClientId: '4b6…' })
 * pool.getCurrentUser()?.getSession((err, session) => { … })
 */
export class CognitoUserPool {
  readonly #userPoolId: string
  readonly #clientId: string
  readonly #session: PoolSession

  /** @throws Error when an id is missing */
  constructor(data: ICognitoUserPoolData) {
    const { UserPoolId, ClientId, connect = connectSession } = data ?? {}
    if (!UserPoolId || !ClientId) throw new Error('Both UserPoolId and ClientId are required.')
    this.#userPoolId = UserPoolId
    this.#clientId = ClientId
    this.#session = new PoolSession({ userPoolId: UserPoolId, clientId: ClientId, connect })
    sharePoolSession(this, this.#session)
  }

  getUserPoolId(): string {
    return this.#userPoolId
  }

  /** The id without its region. */
  getUserPoolName(): string {
    return this.#userPoolId.split('_')[1] ?? ''
  }

  getClientId(): string {
    return this.#clientId
  }

  /**
   * Who is signed in, as the extension last answered. Before its first answer that is a user whose name is
   * still `''` and whose `getSession` finds out; await `sync()` first where the answer must be right at once.
   */
  getCurrentUser(): CognitoUser | null {
    const { username } = this.#session
    return username === null ? null : new CognitoUser({ Username: username ?? '', Pool: this })
  }

  /**
   * Asks the extension who is signed in.
   * @throws CognitoError when it cannot be asked: `NoSession`, `NetworkError`, `Timeout` …
   */
  async sync(): Promise<CognitoUser | null> {
    await this.#session.look()
    return this.getCurrentUser()
  }
}
