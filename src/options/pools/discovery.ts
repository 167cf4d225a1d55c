import { endpointOf } from './endpoint.ts'
import { pairsIn } from './pairs.ts'
import { originOfDomain, type Found } from './pasted.ts'
import type { PoolsPort } from './pools-port.ts'

/**
 * Adds what the pool itself says: the domain of its managed login, which stands in its OpenID configuration. A
 * pool that cannot be asked adds nothing.
 */
export async function discovered(
  port: Pick<PoolsPort, 'reach'>,
  found: Found,
  signal: AbortSignal,
): Promise<Found> {
  const { poolId, domain } = found
  if (poolId === undefined || domain !== undefined) return found
  const endpoint = endpointOf({ poolId, endpoint: found.endpoint })
  const address = `${endpoint}/${poolId}/.well-known/openid-configuration`
  const reached = await port.reach(address, [new URL(endpoint).origin], { signal })
  const said = pairsIn(reached?.status === 200 ? reached.text : '').get('authorization_endpoint')
  if (typeof said !== 'string' || !said.endsWith('/oauth2/authorize')) return found
  const origin = originOfDomain(said)
  return origin === undefined ? found : { ...found, domain: origin }
}
