import type { Want } from '../protocol.ts'
import type { SharedSession } from '../session.ts'
import type { AmplifyHub, AmplifyTokenProvider } from './amplify.ts'
import { SharedAuth } from './shared-auth.ts'

export interface AmplifyAuthOptions {
  /** `Hub` of `aws-amplify/utils`. Without it Amplify's `signOut()` does nothing, and no event comes. */
  Hub?: AmplifyHub
  /**
   * What `signOut()` of Amplify does: `shared` (default) ends the shared session on all sites, and where the
   * person did not allow this site to do that, gives this site's permission back; `site` only does the latter.
   */
  signOut?: 'shared' | 'site'
  /** Amplify's own mark. Without it, Amplify logs a warning about each event on its `auth` channel. */
  symbol?: symbol
}

/** What Amplify takes as its library options, and what ends the connection with its Hub. */
export interface AmplifyAuth {
  Auth: { tokenProvider: AmplifyTokenProvider }
  readonly stop: () => void
}

/**
 * Makes the shared session Amplify's: `fetchAuthSession`, `getCurrentUser` and all of its API clients use it.
 * `getTokens` answers null to a person who is signed out, or took this site's permission back.
 *
 * @example
 * const session = await connectSession({ want: { accessToken: true, idToken: true } })
 * Amplify.configure(config) // sets up the storage that Amplify's own signOut() clears
 * Amplify.configure(config, amplifyAuth(session, { Hub }))
 */
export function amplifyAuth<Asked extends Want & { accessToken: true }>(
  session: SharedSession<Asked>,
  options: AmplifyAuthOptions = {},
): AmplifyAuth {
  const glue = new SharedAuth(session, options)
  const stop = options.Hub === undefined ? () => {} : glue.connect(options.Hub)
  return { Auth: { tokenProvider: { getTokens: (asked) => glue.getTokens(asked) } }, stop }
}
