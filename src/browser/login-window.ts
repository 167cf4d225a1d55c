import { browser } from './browser.ts'

/** How the browser's window for a login ended. */
export type LoginWindow =
  /** It came to the extension's redirect host; which path, and with what, is for the caller to judge. */
  | { state: 'answered'; address: string }
  /** The person closed it. */
  | { state: 'cancelled' }
  /** It would have to show something, and was not to. */
  | { state: 'silent' }
  /** Another one is open. */
  | { state: 'running' }
  | { state: 'unreachable'; message: string }

/** The browsers' own words: Chromium's `web_auth_flow` and Firefox's `ext-identity`. There are no codes. */
const words: readonly [RegExp, 'cancelled' | 'silent' | 'running'][] = [
  [/did not approve|cancelled or denied/i, 'cancelled'],
  [/interaction/i, 'silent'],
  [/only one/i, 'running'],
]

/** Opens a page of a user pool and waits until it leads back here. Never throws. */
export async function openLogin(url: string, interactive: boolean): Promise<LoginWindow> {
  try {
    return { state: 'answered', address: await browser.identity.launchWebAuthFlow({ url, interactive }) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const state = words.find(([pattern]) => pattern.test(message))?.[1]
    return state === undefined ? { state: 'unreachable', message } : { state }
  }
}

/**
 * Where a user pool's pages are to lead back to, a path for each pool.
 *
 * @example redirectUrl('eu-west-1_aBcDeFgHi') // 'https://<extension id>.chromiumapp.org/eu-west-1_aBcDeFgHi'
 */
export function redirectUrl(poolId: string): string {
  return browser.identity.getRedirectURL(poolId)
}

/** Runs it unless a page of the extension is at it already; the browser forgets a page that went. */
export function exclusively<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
  return navigator.locks.request('managed-login', { ifAvailable: true }, (lock) =>
    lock === null ? undefined : run(),
  )
}
