import { assertStringEquals } from 'aws-jwt-verify/assert'
import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidTokenUseError,
  FetchError,
  JwksValidationError,
  JwkValidationError,
  JwtInvalidClaimError,
  JwtInvalidSignatureAlgorithmError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error'
import { verifyJwt } from 'aws-jwt-verify/jwt-verifier'
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
 * @throws CognitoError `SignatureInvalid`, `AlgorithmUnsupported`, `KeyUnknown`, `ClaimsInvalid`, `TokenExpired`;
 * `KeysUnreachable` says that nothing is known of the signature
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

/**
 * Signature, issuer and key by the library's `verifyJwt`, then the two claims that only Cognito has. Its own
 * CognitoJwtVerifier does the same, and brings several pools and synchronous forms too: half of its bytes.
 */
function verifierOf(pool: CognitoUserPool): Verifier {
  const context = poolContext(pool, undefined)
  const { clientId, endpoint } = context
  const keys = publicKeys(context)
  const rules = { issuer: issuersOf(context), audience: null, graceSeconds, customJwtCheck }
  return async (jwt, tokenUse) => {
    const claims = await verifyJwt(jwt, endpoint, rules, (address, token) => keys.getJwk(address, token))
    const client = claims[tokenUse === 'id' ? 'aud' : 'client_id']
    assertStringEquals('Token use', claims['token_use'], tokenUse, CognitoJwtInvalidTokenUseError)
    assertStringEquals('Client ID', client, clientId, CognitoJwtInvalidClientIdError)
    return claims
  }
}

/** A pool's tokens name it by its region's address, or by its global one. */
function issuersOf({ poolId }: { poolId: string }): string[] {
  const [region] = poolId.split('_')
  return ['', 'issuer-'].map((prefix) => `https://${prefix}cognito-idp.${region}.amazonaws.com/${poolId}`)
}

function customJwtCheck({ header }: { header: { alg?: string } }): void {
  assertStringEquals('Algorithm', header.alg, 'RS256', JwtInvalidSignatureAlgorithmError)
}

const verdicts: [abstract new (...given: never[]) => Error, CognitoErrorCode][] = [
  [KidNotFoundInJwksError, 'KeyUnknown'],
  [FetchError, 'KeysUnreachable'],
  [JwksValidationError, 'KeysUnreachable'],
  [JwkValidationError, 'KeysUnreachable'],
  [JwtInvalidClaimError, 'ClaimsInvalid'],
  [JwtInvalidSignatureAlgorithmError, 'AlgorithmUnsupported'],
]

function verdict(cause: unknown): CognitoError {
  if (cause instanceof CognitoError) return cause
  const code = verdicts.find(([kind]) => cause instanceof kind)?.[1] ?? 'SignatureInvalid'
  return new CognitoError(code, cause instanceof Error ? cause.message : 'The token cannot be verified.', {
    cause,
  })
}
