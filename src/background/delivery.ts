import type { SessionView, Want } from '@cognito-shared-session/page-sdk/protocol'
import { SessionError } from '../contract/errors.ts'
import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { Happening } from '../contract/activity.ts'
import type { Grant } from '../contract/grant.ts'
import type { AccountId, Origin } from '../contract/identity.ts'
import type { Held } from './held.ts'

/**
 * What a site gets of a session: what is granted and asked, and no more. The three parts of a grant stand
 * side by side; none includes another, so a site with claims alone never receives anything that verifies.
 */
export function delivered(held: Held, gives: Gives, want: Want | undefined, account: string): SessionView {
  if (held.state === 'signedOut') return { state: 'signedOut', generation: held.generation }
  if (held.state === 'signInNeeded') {
    return { state: 'signInNeeded', generation: held.generation, reason: held.reason }
  }
  const { view, session } = held
  const names =
    want === undefined ? gives.claims : (want.claims ?? []).filter((name) => gives.claims.includes(name))
  const claims = names
    .filter((name) => Object.hasOwn(view.idClaims, name))
    .map((name) => [name, view.idClaims[name]] as const)
  const asks = (part: 'idToken' | 'accessToken') => gives[part] && (want === undefined || want[part] === true)
  return {
    state: 'signedIn',
    account,
    generation: view.generation,
    expiresAt: Math.min(view.idExpiresAt, view.accessExpiresAt),
    ...(names.length > 0 ? { claims: Object.fromEntries(claims) } : {}),
    ...(asks('idToken') ? { idToken: session.getIdToken().getJwtToken() } : {}),
    ...(asks('accessToken') ? { accessToken: session.getAccessToken().getJwtToken() } : {}),
  }
}

/** Everything, for the extension's own pages: claims by name, never tokens; those have their own message. */
export function describedForPerson(held: Held): SessionView {
  if (held.state !== 'signedIn') return delivered(held, nothing, undefined, '')
  const { view } = held
  return delivered(held, { ...nothing, claims: Object.keys(view.idClaims) }, undefined, view.account)
}

export const nothing: Gives = { claims: [], idToken: false, accessToken: false }

/**
 * The name under which a site knows an account: the same at each visit, another at each site, so that two
 * sites cannot find out by it that they serve the same person.
 */
export async function accountHandle(account: AccountId, origin: Origin): Promise<string> {
  const bytes = new TextEncoder().encode(`${origin}\n${account}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What is told to a site whose grant ended while its question was under way. */
export function grantEnded(): SessionError {
  return new SessionError('notAllowed', 'This site is not allowed to ask any more.')
}

/** So many names of claims are noted of what a site got; what it may have stands in its grant. */
const NOTED_CLAIMS = 20

/** What is to be noted of an answer that holds something: which tokens, by their `jti`, and never the tokens. */
export function deliveryOf(
  { origin, account }: Grant,
  held: Held,
  given: SessionView,
): Extract<Happening, { kind: 'delivered' }> | undefined {
  if (held.state !== 'signedIn' || given.state !== 'signedIn') return undefined
  const { view } = held
  return {
    kind: 'delivered',
    origin,
    account,
    claims: Object.keys(given.claims ?? {})
      .sort()
      .slice(0, NOTED_CLAIMS),
    ...(given.idToken && { idToken: jtiOf(view.idClaims) }),
    ...(given.accessToken && { accessToken: jtiOf(view.accessClaims) }),
    until: given.expiresAt,
  }
}

/** The same of a token that the person copies: its own end, for it is alone. */
export function copyOf(held: Held, token: 'idToken' | 'accessToken'): Happening | undefined {
  if (held.state !== 'signedIn') return undefined
  const { account, idClaims, accessClaims, idExpiresAt, accessExpiresAt } = held.view
  return token === 'idToken'
    ? { kind: 'copied', account, idToken: jtiOf(idClaims), until: idExpiresAt }
    : { kind: 'copied', account, accessToken: jtiOf(accessClaims), until: accessExpiresAt }
}

function jtiOf({ jti }: Record<string, unknown>): string {
  return typeof jti === 'string' ? jti.slice(0, 64) : ''
}
