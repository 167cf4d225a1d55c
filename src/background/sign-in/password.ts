import {
  AuthenticationDetails,
  CognitoError,
  CognitoUser,
  MemoryStorage,
  type CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import type { AccountId, ProfileId } from '../../contract/identity.ts'
import type { SessionOwner } from '../session-owner.ts'
import type { UserPools } from '../user-pools.ts'

/**
 * Sign-in with a user name and a password, by SRP: the password never leaves this function, nothing is stored
 * before it succeeds, and a worker that dies on the way leaves no trace but the need to try again.
 */
export class PasswordSignIn {
  readonly #pools: UserPools
  readonly #owner: SessionOwner

  constructor(pools: UserPools, owner: SessionOwner) {
    this.#pools = pools
    this.#owner = owner
  }

  /** @throws CognitoError with Cognito's code: `NotAuthorizedException`, `UserNotFoundException` … */
  async signIn(profile: ProfileId, username: string, password: string): Promise<{ account: AccountId }> {
    const storage = new MemoryStorage()
    const pool = await this.#pools.open(profile, storage)
    const user = new CognitoUser({ Username: username, Pool: pool, Storage: storage })
    const session = await authenticated(user, username, password)
    return { account: await this.#owner.adopt(profile, session) }
  }
}

function authenticated(user: CognitoUser, Username: string, Password: string): Promise<CognitoUserSession> {
  const unsupported = (challenge: string) => () =>
    new CognitoError(
      'UnsupportedChallenge',
      `The user pool asks for a further step (${challenge}) that this version cannot do. Sign in to the app once to finish it.`,
    )
  return new Promise((resolve, reject) => {
    const refuse = (challenge: string) => () => reject(unsupported(challenge)())
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
      onSuccess: resolve,
      onFailure: reject,
      newPasswordRequired: refuse('NEW_PASSWORD_REQUIRED'),
      mfaRequired: refuse('SMS_MFA'),
      totpRequired: refuse('SOFTWARE_TOKEN_MFA'),
      selectMFAType: refuse('SELECT_MFA_TYPE'),
      mfaSetup: refuse('MFA_SETUP'),
      customChallenge: refuse('CUSTOM_CHALLENGE'),
    })
  })
}
