import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { UntilChoice } from '../contract/until.ts'
import { list, say, sayCount } from '../words/say.ts'

/** What the person gives a site: the claims by name, the tokens, and until when. */
export interface Choice extends Gives {
  /** Not something to have, but something to do: ending the shared session. */
  maySignOut: boolean
  until: UntilChoice
}

/** All that there is to give, until it is taken back. */
export function everythingOf(offer: Gives): Choice {
  return { ...offer, maySignOut: true, until: 'revoked' }
}

export function isNothing({ claims, idToken, accessToken }: Gives): boolean {
  return claims.length === 0 && !idToken && !accessToken
}

/** What a site gets, in words: `18 claims and the ID token`. */
export function givenWords({ claims, idToken, accessToken }: Gives): string {
  const words = [
    claims.length > 0 && sayCount('givenClaims', claims.length),
    idToken && say('givenIdToken'),
    accessToken && say('givenAccessToken'),
  ].filter((word) => word !== false)
  return words.length === 0 ? say('givenNothing') : list(words)
}
