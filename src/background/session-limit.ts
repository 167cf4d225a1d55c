import type { SignedInView } from '../contract/view.ts'

/**
 * When a session has lasted as long as an operator lets it, in milliseconds on this device's clock; undefined: fresh
 * tokens will tell. How old it was when its tokens were made, Cognito's own clock says: `iat` less `auth_time`, which
 * refreshes leave as it is (OpenID Connect Core 1.0, 2). From then on this device's clock counts, which may be wrong:
 * so it counts no longer than the tokens live. A clock that jumps ends no session earlier than that, and one that was
 * set back keeps none longer, since the next tokens say how old it is.
 */
export function limitReachedAt(view: SignedInView, limit: number): number | undefined {
  const { auth_time: signedIn, iat } = view.accessClaims
  const age = typeof signedIn === 'number' && typeof iat === 'number' ? (iat - signedIn) * 1000 : 0
  const at = view.issuedAt + limit - age
  return at <= Math.min(view.idExpiresAt, view.accessExpiresAt) ? at : undefined
}

/** Whether the session is over. What was over when its tokens were made is so by any clock. */
export function isOverLimit(view: SignedInView, limit = Infinity, now: number): boolean {
  const at = limitReachedAt(view, limit)
  return at !== undefined && at <= Math.max(now, view.issuedAt)
}
