import { CognitoAccessToken } from './cognito-access-token.ts'
import { CognitoError } from './cognito-error.ts'
import { CognitoIdToken } from './cognito-id-token.ts'
import { CognitoRefreshToken } from './cognito-refresh-token.ts'
import type { CognitoUserPool } from './cognito-user-pool.ts'
import { CognitoUserSession } from './cognito-user-session.ts'
import { poolContext } from './pool-context.ts'
import type { SessionStorage } from './ports.ts'
import { toSeconds } from './time.ts'
import type { EpochMs } from './time.ts'

export type SessionSource = 'amazon-cognito-identity-js' | 'amplify'

export interface ImportOptions {
  /** As the site's library stored it; the user who signed in last where it is absent. */
  username?: string
  /** Who stored the session, where that is known: it settles the unit of the clock drift. */
  source?: SessionSource
}

export interface ImportedSession {
  /** The name under which the session was stored. */
  username: string
  session: CognitoUserSession
  /** Everything that was stored for this user: to be removed once the session is ours, since two owners of one
   * rotating refresh token end both. */
  keys: string[]
}

/** Two tokens of one sign-in were issued within this many seconds of one another. */
const issueTolerance = 300
/** A clock that is off by more than a day tells of a damaged or planted record rather than of a wrong clock. */
const driftLimit = 86_400
/** A refresh token lives for ten years at most. */
const longestLife = 3650 * 86_400

/**
 * Reads the session that amazon-cognito-identity-js or Amplify v6 stored for a user, by default for the one who
 * signed in last. Both use the same keys, but their clock drifts differ in unit and in sign. Nothing is stored or removed; no signature is checked: `verifySession` does.
 * @returns null where there is no session of this app client
 * @throws CognitoError `ClaimsInvalid` where the tokens do not belong together, to this pool or to this client
 * @example
 * const found = await importSession(pool, localStorage)
 * if (found) await new CognitoUser({ Username: found.username, Pool: pool }).setSignInUserSession(found.session)
 */
export async function importSession(
  pool: CognitoUserPool,
  storage: Pick<SessionStorage, 'getItem'>,
  { username, source }: ImportOptions = {},
): Promise<ImportedSession | null> {
  const prefix = `CognitoIdentityServiceProvider.${pool.getClientId()}`
  const name = username ?? (await storage.getItem(`${prefix}.LastAuthUser`))
  if (!name) return null
  const read = async (kind: string) => (await storage.getItem(`${prefix}.${name}.${kind}`)) ?? undefined
  const [idToken, accessToken, refreshToken, drift, details] = await Promise.all(kinds.map(read))
  if (!idToken || !accessToken) return null
  const IdToken = new CognitoIdToken({ IdToken: idToken })
  const AccessToken = new CognitoAccessToken({ AccessToken: accessToken })
  const now = poolContext(pool, undefined).ports.now()
  assertSane(pool, IdToken, AccessToken, now)
  const RefreshToken = refreshToken ? new CognitoRefreshToken({ RefreshToken: refreshToken }) : undefined
  const ClockDrift = driftInSeconds(drift, source ?? (details ? 'amplify' : undefined))
  return {
    username: name,
    session: new CognitoUserSession(
      { IdToken, AccessToken, RefreshToken, ClockDrift },
      poolContext(pool, undefined).ports,
    ),
    keys: [`${prefix}.LastAuthUser`, ...[...kinds, 'userData'].map((kind) => `${prefix}.${name}.${kind}`)],
  }
}

const kinds = ['idToken', 'accessToken', 'refreshToken', 'clockDrift', 'signInDetails']

/**
 * The old library keeps `now - iat` in seconds; Amplify keeps `iat - now` in milliseconds. Where nothing tells them
 * apart, whole thousands and what would be more than a day in seconds are taken for milliseconds.
 */
export function driftInSeconds(stored: string | undefined, source?: SessionSource): number {
  const value = Number(stored ?? 0)
  if (!Number.isFinite(value)) return 0
  const amplify = source === undefined ? isMilliseconds(value) : source === 'amplify'
  const drift = amplify ? Math.round(-value / 1000) : Math.trunc(value)
  return Math.abs(drift) > driftLimit ? 0 : drift + 0
}

function isMilliseconds(value: number): boolean {
  return value !== 0 && (value % 1000 === 0 || Math.abs(value) > driftLimit)
}

function assertSane(
  pool: CognitoUserPool,
  id: CognitoIdToken,
  access: CognitoAccessToken,
  now: EpochMs,
): void {
  const { sub, iss, aud } = id.payload
  const claims = access.payload
  const poolId = pool.getUserPoolId()
  if (typeof sub !== 'string' || claims.sub !== sub) throw wrong('are of different users')
  if (typeof iss !== 'string' || !iss.endsWith(`/${poolId}`) || claims.iss !== iss)
    throw wrong('are of another user pool')
  if (aud !== pool.getClientId() || claims.client_id !== aud) throw wrong('are of another app client')
  const age = Math.abs(id.getIssuedAt() - access.getIssuedAt())
  if (!(age <= issueTolerance)) throw wrong('were not issued together')
  const issued = toSeconds(now) - id.getIssuedAt()
  if (!(issued > -driftLimit && issued < longestLife)) throw wrong('are of no plausible age')
}

function wrong(what: string): CognitoError {
  return new CognitoError('ClaimsInvalid', `The stored tokens ${what}; they were not taken over.`)
}
