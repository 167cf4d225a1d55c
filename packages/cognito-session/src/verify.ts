import { CognitoJwtVerifier } from 'aws-jwt-verify/cognito-verifier'
import {
  FetchError,
  JwksValidationError,
  JwkValidationError,
  JwtInvalidClaimError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error'
import { CognitoAccessToken } from './cognito-access-token.ts'
import { CognitoError } from './cognito-error.ts'
import type { CognitoErrorCode } from './cognito-error.ts'
import type { CognitoIdToken } from './cognito-id-token.ts'
import type { CognitoUserPool } from './cognito-user-pool.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import { poolContext } from './pool-context.ts'
import { publicKeys } from './public-keys.ts'
import { toSeconds } from './time.ts'

export interface VerifyOptions {
  /** Seconds by which the local clock is ahead: the session's `getClockDrift()`. */
  clockDrift?: number
  /** What was sent with the authorisation request, for the id token that it brought. */
  nonce?: string
}

/** aws-jwt-verify reads the clock itself and knows no drift: its own check of times is switched off. */
const graceSeconds = 1e10

type Verifier = (jwt: string, tokenUse: 'id' | 'access') => Promise<object>
const verifiers = new WeakMap<CognitoUserPool, Verifier>()

/**
 * Whether a token was made by its pool for this app client: signature (RS256, by `kid`), `iss`, `aud` or `client_id`,
 * `token_use`, `exp` by the session's clock drift, and the `nonce` where one is given.
 * @throws CognitoError `SignatureInvalid`, `KeyUnknown`, `ClaimsInvalid`, `TokenExpired`; `KeysUnreachable` says that
 * nothing is known of the signature
 * @example
 * await verify(session.getIdToken(), pool, { clockDrift: session.getClockDrift() })
 */
export async function verify(
  token: CognitoIdToken | CognitoAccessToken,
  pool: CognitoUserPool,
  { clockDrift = 0, nonce }: VerifyOptions = {},
): Promise<void> {
  const tokenUse = token instanceof CognitoAccessToken ? 'access' : 'id'
  const verifier = verifiers.get(pool) ?? verifierOf(pool)
  verifiers.set(pool, verifier)
  const claims = await verifier(token.getJwtToken(), tokenUse).catch((cause: unknown) => {
    throw verdict(cause)
  })
  if (nonce !== undefined && Reflect.get(claims, 'nonce') !== nonce) {
    throw new CognitoError('ClaimsInvalid', 'The id token answers another authorisation request.')
  }
  const now = toSeconds(poolContext(pool, undefined).ports.now())
  if (!(now - clockDrift < token.getExpiration())) {
    throw new CognitoError('TokenExpired', 'The token has expired.')
  }
}

/** Both tokens of a session, which must be of one user. */
export async function verifySession(
  session: CognitoUserSession,
  pool: CognitoUserPool,
  { nonce }: Pick<VerifyOptions, 'nonce'> = {},
): Promise<void> {
  const clockDrift = session.getClockDrift()
  const [id, access] = [session.getIdToken(), session.getAccessToken()]
  await verify(id, pool, { clockDrift, ...(nonce !== undefined && { nonce }) })
  await verify(access, pool, { clockDrift })
  if (id.payload.sub !== access.payload.sub) {
    throw new CognitoError('ClaimsInvalid', 'The tokens of the session are of different users.')
  }
}

function verifierOf(pool: CognitoUserPool): Verifier {
  const context = poolContext(pool, undefined)
  const jwksCache = publicKeys(context)
  const { poolId: userPoolId, clientId } = context
  const customJwtCheck = ({ header }: { header: { alg?: string } }) => {
    if (header.alg !== 'RS256')
      throw new CognitoError('SignatureInvalid', 'The token is not signed by RS256.')
  }
  const properties = { userPoolId, clientId, tokenUse: null, graceSeconds, customJwtCheck }
  const verifier = CognitoJwtVerifier.create(properties, { jwksCache })
  return (jwt, tokenUse) => verifier.verify(jwt, { clientId, tokenUse })
}

const verdicts: [new (...given: never[]) => Error, CognitoErrorCode][] = [
  [KidNotFoundInJwksError, 'KeyUnknown'],
  [FetchError, 'KeysUnreachable'],
  [JwksValidationError, 'KeysUnreachable'],
  [JwkValidationError, 'KeysUnreachable'],
]

function verdict(cause: unknown): CognitoError {
  if (cause instanceof CognitoError) return cause
  const code =
    verdicts.find(([kind]) => cause instanceof kind)?.[1] ??
    (isClaim(cause) ? 'ClaimsInvalid' : 'SignatureInvalid')
  return new CognitoError(code, cause instanceof Error ? cause.message : 'The token cannot be verified.', {
    cause,
  })
}

function isClaim(cause: unknown): boolean {
  return cause instanceof JwtInvalidClaimError
}
