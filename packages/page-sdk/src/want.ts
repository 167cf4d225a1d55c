import type { ClaimName, SessionView, Want } from './protocol.ts'

/** Whether `Asked` may have said `true` for this token. */
type Asks<Asked, Name extends 'idToken' | 'accessToken'> =
  Asked extends Record<Name, infer Said> ? (true extends Said ? true : false) : false

type TokenOf<Asked, Name extends 'idToken' | 'accessToken'> =
  Asks<Asked, Name> extends true ? { readonly [Token in Name]?: string } : unknown

type ClaimsOf<Asked> = Asked extends { claims: readonly (infer Name extends ClaimName)[] }
  ? { readonly claims: { readonly [Claim in Name]?: unknown } }
  : unknown

/**
 * The session as this page asked for it. What was not asked for is not in the type; what was asked for may
 * still be missing, since the person decides.
 *
 * @example SessionOf<{ claims: ['email'] }> // has claims.email, has no accessToken
 */
export type SessionOf<Asked extends Want> =
  | (Pick<Extract<SessionView, { state: 'signedIn' }>, 'state' | 'account' | 'generation' | 'expiresAt'> &
      ClaimsOf<Asked> &
      TokenOf<Asked, 'idToken'> &
      TokenOf<Asked, 'accessToken'>)
  | Exclude<SessionView, { state: 'signedIn' }>

/** What a listener is told. `notAllowed`: the person took the site's permission back. */
export type SessionChange<Asked extends Want> = SessionOf<Asked> | { readonly state: 'notAllowed' }

/** A view with what was asked for, and nothing else. */
export function asAsked<Asked extends Want>(view: SessionView, asked: Asked): SessionOf<Asked> {
  if (view.state !== 'signedIn') return view
  const { claims = {}, idToken, accessToken, ...session } = view
  const parts = {
    ...session,
    ...(asked.claims && { claims }),
    ...(asked.idToken && idToken !== undefined && { idToken }),
    ...(asked.accessToken && accessToken !== undefined && { accessToken }),
  }
  return parts
}
