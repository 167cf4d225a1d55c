import type { IncomingMessage, ServerResponse } from 'node:http'
import { CognitoJwtVerifier } from 'aws-jwt-verify'

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
  const verifier = CognitoJwtVerifier.create({
    userPoolId: pool.poolId,
    tokenUse: 'access',
    clientId: pool.clientId,
  })
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('access-control-allow-origin', allowedOrigin())
    response.setHeader('access-control-allow-headers', 'authorization')
    if (request.method === 'OPTIONS') return send(response, 204)
    if (request.url !== '/whoami') return send(response, 404, { error: 'There is only /whoami here.' })
    try {
      verifier.cacheJwks(await keys(pool))
      const { sub, username, scope } = await verifier.verify(bearer(request))
      send(response, 200, { sub, username, scope })
    } catch (error) {
      send(response, 401, { error: error instanceof Error ? error.message : 'The token was not accepted.' })
    }
  }
}

async function keys({ url, poolId }: TrustedPool) {
  const response = await fetch(`${url}/${poolId}/.well-known/jwks.json`)
  return response.json()
}

function bearer({ headers }: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
}

function send(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(body && JSON.stringify(body))
}
