import type { TokenClaims } from '@cognito-shared-session/cognito-session'

/*
 * What is needed of Amplify v6, in its own shapes: nothing of it is imported.
 */

/** A token as Amplify wants it. */
export interface AmplifyJwt {
  payload: TokenClaims
  toString(): string
}

/** What Amplify v6 takes as `Auth.tokenProvider`. */
export interface AmplifyTokenProvider {
  getTokens(options?: {
    forceRefresh?: boolean
  }): Promise<{ accessToken: AmplifyJwt; idToken?: AmplifyJwt } | null>
}

export type AuthEvent =
  | { event: 'signedIn'; data: { username: string; userId: string } }
  | { event: 'signedOut' }
  | { event: 'tokenRefresh' }

/** The part of Amplify's `Hub` that is needed here. */
export interface AmplifyHub {
  listen(
    channel: 'auth',
    listener: (capsule: { payload: { event: string }; source?: string }) => void,
    name?: string,
  ): () => void
  dispatch(channel: 'auth', payload: AuthEvent, source?: string, symbol?: symbol): void
}
