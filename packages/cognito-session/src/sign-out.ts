import { CognitoError, toCognitoError } from './cognito-error.ts'
import { keyIn } from './pool-context.ts'
import type { SignInReason } from './cognito-error.ts'
import type { PoolContext } from './pool-context.ts'
import type { SessionKeeper } from './session-keeper.ts'
import { signInOf } from './session-record.ts'

/**
 * Ends the session here and now, then revokes its refresh token. Resolves with the revocation's error, if there is
 * one: the sign-out stands anyway, and the revocation waits in its queue.
 */
export async function endSession(
  pool: PoolContext,
  keeper: SessionKeeper,
  reason?: SignInReason,
): Promise<CognitoError | undefined> {
  const tokens = await keeper.depart({ revoking: true, ...(reason && { reason }) })
  await attempt(() => keeper.queueOwed())
  await forgetLastUser(pool, keeper.username)
  return await pool.revocations.send(tokens)
}

/**
 * Ends all sessions of the user, on every device, by `GlobalSignOut`; needs a living access token. May be asked
 * again after an answer that was lost: a token that Cognito has revoked says that it was done.
 */
export async function signOutEverywhere(pool: PoolContext, keeper: SessionKeeper): Promise<'SUCCESS'> {
  const session = await keeper.getSession({})
  try {
    await pool.client.call('GlobalSignOut', { AccessToken: session.getAccessToken().getJwtToken() })
  } catch (cause) {
    const error = toCognitoError(cause)
    if (isScopeMissing(error)) throw await signOutHereInstead(pool, keeper, error)
    if (!isRevoked(error)) throw error
  }
  await keeper.depart({ revoking: false })
  await forgetLastUser(pool, keeper.username)
  return 'SUCCESS'
}

/** GlobalSignOut wants the scope `aws.cognito.signin.user.admin`, which a managed login may not have asked for. */
async function signOutHereInstead(
  pool: PoolContext,
  keeper: SessionKeeper,
  cause: CognitoError,
): Promise<CognitoError> {
  await endSession(pool, keeper)
  const message =
    'This sign-in may not end the others: it lacks the scope aws.cognito.signin.user.admin. It was signed out here.'
  return new CognitoError(cause.code, message, { cause, status: cause.status })
}

function isRevoked({ code, message }: CognitoError): boolean {
  return code === 'NotAuthorizedException' && /revoked/i.test(message)
}

function isScopeMissing({ code, message }: CognitoError): boolean {
  return code === 'NotAuthorizedException' && /scope/i.test(message)
}

/** Revokes the refresh token and leaves the session in place until its tokens expire. */
export async function revokeSession(pool: PoolContext, keeper: SessionKeeper): Promise<void> {
  const session = keeper.session ?? (await keeper.load())
  const refreshToken = session.getRefreshToken()?.getToken()
  if (!refreshToken || signInOf(session.getAccessToken().getJwtToken()) === undefined) return
  const error = await pool.revocations.revoke([refreshToken])
  if (error) throw error
}

/** Notes who signed in last. A storage that refuses has said so with the session itself. */
export async function noteLastUser(pool: PoolContext, username: string): Promise<void> {
  pool.current.username = username
  await attempt(() => pool.storage.setItem(keyIn(pool, 'lastUser'), username))
}

/** Another user who signed in since stays the current one. */
async function forgetLastUser(pool: PoolContext, username: string): Promise<void> {
  const key = keyIn(pool, 'lastUser')
  if (pool.current.username === username) pool.current.username = null
  await attempt(async () => {
    if ((await pool.storage.getItem(key)) === username) await pool.storage.removeItem(key)
  })
}

async function attempt(write: () => unknown): Promise<void> {
  try {
    await write()
  } catch {
    // A storage that refuses has been reported; what is attempted here is made good at the next start.
  }
}
