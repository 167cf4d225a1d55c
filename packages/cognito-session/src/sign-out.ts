import type { CognitoError } from './cognito-error.ts'
import { keyIn } from './pool-context.ts'
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
): Promise<CognitoError | undefined> {
  const tokens = await keeper.depart({ revoking: true })
  await attempt(() => keeper.queueOwed())
  await forgetLastUser(pool, keeper.username)
  return await pool.revocations.send(tokens)
}

/** Ends all sessions of the user, on every device, by `GlobalSignOut`; needs a living access token. */
export async function signOutEverywhere(pool: PoolContext, keeper: SessionKeeper): Promise<'SUCCESS'> {
  const session = await keeper.getSession({})
  await pool.client.globalSignOut(session.getAccessToken().getJwtToken())
  await keeper.depart({ revoking: false })
  await forgetLastUser(pool, keeper.username)
  return 'SUCCESS'
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
