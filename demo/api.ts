import type { IncomingMessage, ServerResponse } from 'node:http'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'

/** The user pool that the demo's API trusts. */
export interface TrustedPool {
  /** Where the pool answers, without a slash at the end. */
  url: string
  poolId: string
  clientId: string
}

/**
 * A small API as a company would have one: it believes an access token when its signature, issuer, client,
 * use and expiry are right, and nothing else. Only `allowedOrigin` may call it from a page.
 */
export function demoApi(pool: TrustedPool, allowedOrigin: () => string) {
  const expected = { userPoolId: pool.poolId, tokenUse: 'access', clientId: pool.clientId } as const
  const verifier = CognitoJwtVerifier.create(expected, {
    jwksCache: new SimpleJwksCache({ fetcher: keysOf(pool) }),
  })
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('access-control-allow-origin', allowedOrigin())
    response.setHeader('access-control-allow-headers', 'authorization')
    if (request.method === 'OPTIONS') return send(response, 204)
    if (request.url !== '/whoami') return send(response, 404, { error: 'There is only /whoami here.' })
    try {
      const { sub, username, scope } = await verifier.verify(bearer(request))
      send(response, 200, { sub, username, scope })
    } catch (error) {
      send(response, 401, { error: error instanceof Error ? error.message : 'The token was not accepted.' })
    }
  }
}

/** The verifier would ask Amazon for the keys; this pool's are on this machine. */
function keysOf({ url, poolId }: TrustedPool) {
  const fetchKeys = async () => (await fetch(`${url}/${poolId}/.well-known/jwks.json`)).arrayBuffer()
  return { fetch: fetchKeys }
}

function bearer({ headers }: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
}

function send(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(body && JSON.stringify(body))
}
