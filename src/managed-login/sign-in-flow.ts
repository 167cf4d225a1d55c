import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'
import type { AccountId } from '../contract/identity.ts'
import type { ManagedLogin, Profile } from '../contract/profile.ts'
import { authorizeAddress, type LoginWish } from './authorize-address.ts'
import { authorizationAnswer } from './authorization-answer.ts'
import type { LoginPort } from './login-port.ts'

/** How a managed login ended. Each has its sentence, and a way to try again. */
export type LoginOutcome =
  | { state: 'signedIn'; account: AccountId }
  /** The person closed the window. */
  | { state: 'cancelled' }
  /** The person waits no more. What the background was asked already may still come to pass. */
  | { state: 'stopped' }
  /** The page or the worker was gone in between, or it took too long. */
  | { state: 'interrupted' }
  /** Another window is at it. */
  | { state: 'running' }
  /** The pages at the login domain could not be loaded. */
  | { state: 'unreachable' }
  /** The endpoint's own error. */
  | { state: 'refused'; error: string; description?: string }
  /** What came back does not answer what was asked. */
  | { state: 'foreign'; reason: string }
  /** The background's error. */
  | { state: 'failed'; error: WireError<ErrorCode> }

/** What is going on, for the page to say. */
export type LoginPhase = 'looking' | 'window' | 'finishing'

/** `another`: somebody else than who is signed in at the login domain. */
export interface Wished extends Pick<LoginWish, 'loginHint' | 'provider'> {
  another?: boolean
}

export type LoginProfile = Profile & { login: ManagedLogin }

/**
 * Signs in on the user pool's own pages. First without showing them: where the browser is signed in there
 * already, nobody has to type. Then in a window: at once where somebody else is meant, or an identity provider was
 * chosen, since who is signed in there may have come another way. With the `signal` it ends, and takes no further step:
 * no window opens any more, and a code that comes is not used.
 */
export async function signInFlow(
  port: LoginPort,
  profile: LoginProfile,
  wished: Wished,
  tell: (phase: LoginPhase) => void,
  signal: AbortSignal,
): Promise<LoginOutcome> {
  const stopped = new Promise<LoginOutcome>((resolve) =>
    signal.addEventListener('abort', () => resolve(STOPPED)),
  )
  const steps = () => attempts(port, profile, wished, (phase) => signal.aborted || tell(phase), signal)
  return (await port.exclusively(() => Promise.race([steps(), stopped]))) ?? { state: 'running' }
}

async function attempts(
  port: LoginPort,
  profile: LoginProfile,
  { another = false, ...wish }: Wished,
  tell: (phase: LoginPhase) => void,
  signal: AbortSignal,
): Promise<LoginOutcome> {
  if (!another && wish.provider === undefined) {
    tell('looking')
    const silent = await attempt(port, profile, { ...wish, prompt: 'none' }, tell, signal)
    if (silent.state !== 'loginNeeded') return silent
  }
  tell('window')
  const shown = await attempt(port, profile, another ? { ...wish, prompt: 'login' } : wish, tell, signal)
  return shown.state === 'loginNeeded' ? { state: 'cancelled' } : shown
}

/** One transaction: begun, asked, answered, finished. */
async function attempt(
  port: LoginPort,
  profile: LoginProfile,
  wish: LoginWish,
  tell: (phase: LoginPhase) => void,
  signal: AbortSignal,
): Promise<LoginOutcome | { state: 'loginNeeded' }> {
  const { poolId, clientId } = profile
  const redirectUri = port.redirectUrl(poolId)
  const begun = await port.ask('beginManagedLogin', { profile: profile.id, redirectUri })
  if (!begun.ok) return { state: 'failed', error: begun.error }
  if (signal.aborted) return STOPPED
  const address = authorizeAddress(profile.login, clientId, redirectUri, begun.value, wish)
  const silent = wish.prompt === 'none'
  const came = await port.openLogin(address, !silent)
  if (signal.aborted) return STOPPED
  // Whatever went wrong without a window may be put right in one.
  if (came.state !== 'answered') return silent && came.state !== 'running' ? LOGIN_NEEDED : ended(came.state)
  const { state } = begun.value
  const answer = authorizationAnswer(came.address, { poolId, clientId, redirectUri, state })
  if (answer.state === 'refused' && silent) return LOGIN_NEEDED
  if (answer.state !== 'code') return answer
  tell('finishing')
  const finished = await port.ask('finishManagedLogin', { state, code: answer.code })
  return finished.ok ? { state: 'signedIn', account: finished.value.account } : failed(finished.error)
}

const STOPPED = { state: 'stopped' } as const
const LOGIN_NEEDED = { state: 'loginNeeded' } as const

function ended(state: 'cancelled' | 'silent' | 'running' | 'unreachable'): LoginOutcome {
  return { state: state === 'silent' ? 'cancelled' : state }
}

/** A worker that died with the question answers nothing; whether it had signed in shows at the next try. */
function failed(error: WireError<ErrorCode>): LoginOutcome {
  const interrupted = error.code === 'noAnswer' || error.code === 'signInInterrupted'
  return interrupted ? { state: 'interrupted' } : { state: 'failed', error }
}
