import { thisPage } from './defaults.ts'
import { codeOf } from './error.ts'
import { Extension } from './extension.ts'
import { within, type Limits } from './limit.ts'
import type { Page } from './page.ts'
import type { ConnectParams, Want } from './protocol.ts'
import { SharedSession } from './session.ts'

/** In milliseconds: a person may have to decide first. */
const DECISION_TIME = 300_000
/** How often the extension's worker may go meanwhile: browsers end one that has nothing to do after 30 s. */
const DEATHS = 10

export interface ConnectOptions<Asked extends Want> extends Omit<ConnectParams, 'want'>, Limits {
  /** What this page needs. The person sees it, and decides. */
  want: Asked
  /**
   * Wait for the person to allow this site by the toolbar icon, instead of rejecting with `notAllowed` or
   * `notInstalled`. Then nothing is asked, unless you say `silent: false`.
   */
  wait?: boolean
  /** For a build of the extension with a key of its own. */
  extensionId?: string
}

/**
 * Connects this page with the session that Cognito Shared Session holds. Where the person has not decided yet and
 * the extension's build names this site, a window of the extension asks them: so call it when they clicked
 * something that says so, or with `silent: true`.
 * `timeout` (default 5 min, in ms) is for the extension's answer; waiting for the person ends with `signal` only.
 *
 * @throws {SessionSdkError} `notInstalled`, `notAllowed`, `rejected`, `throttled`, `timeout`, `aborted`, `noAnswer`,
 * `unsupported` (no window, e.g. on a server), `badRequest`, `internal`
 * @example
 * const session = await connectSession({ want: { claims: ['email'] } })
 * const now = await session.getSession()
 * if (now.state === 'signedIn') greet(now.claims.email)
 */
export function connectSession<const Asked extends Want>(
  options: ConnectOptions<Asked>,
): Promise<SharedSession<Asked>> {
  return connectBy(thisPage, options)
}

/** {@link connectSession} on a page that listens until its signal is aborted, which is where this fails. */
export async function connectBy<const Asked extends Want>(
  pageUntil: (left: AbortSignal) => Page,
  options: ConnectOptions<Asked>,
): Promise<SharedSession<Asked>> {
  const left = new AbortController()
  try {
    return await connectOn(pageUntil(left.signal), options)
  } catch (error) {
    left.abort()
    throw error
  }
}

/** {@link connectSession} on a given page, for tests. */
export async function connectOn<const Asked extends Want>(
  page: Page,
  {
    want,
    wait = false,
    extensionId,
    signal,
    timeout = DECISION_TIME,
    silent = wait,
    ...rest
  }: ConnectOptions<Asked>,
): Promise<SharedSession<Asked>> {
  const extension = new Extension(page, extensionId)
  for (;;) {
    const bridged = new Promise<void>((resolve) => extension.bridge.onReady(resolve))
    try {
      await extension.ask('connect', { want, silent, ...rest }, { signal, timeout }, DEATHS)
      return new SharedSession(page, want, extension)
    } catch (error) {
      const code = codeOf(error)
      if (!wait || (code !== 'notAllowed' && code !== 'notInstalled')) throw error
      await within(page, { signal }, () => bridged)
    }
  }
}
