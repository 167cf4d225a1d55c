import type { Profile } from '../../contract/profile.ts'
import { endpointOf } from './endpoint.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

/** One thing that was tried, and how it went. */
export interface Finding {
  what: 'pool' | 'client' | 'login' | 'redirect'
  state: 'good' | 'bad'
  sentence: string
}

type Port = Pick<PoolsPort, 'reach' | 'openLogin' | 'redirectUrl'>

/**
 * Tries whether a user pool can be used, by questions that change nothing and name no user. `found` is called with
 * each finding as it comes; what makes no sense after a bad one is not tried, and nothing once the `signal` came.
 */
export async function testConnection(
  port: Port,
  profile: Profile,
  found: (finding: Finding) => void,
  signal: AbortSignal,
): Promise<void> {
  const tried = async (test: Promise<Finding>) => {
    const finding = await test
    if (!signal.aborted) found(finding)
    return finding.state === 'good' && !signal.aborted
  }
  const { login } = profile
  if (await tried(poolAnswers(port, profile, signal))) await tried(clientKnown(port, profile, signal))
  if (login === undefined || signal.aborted) return
  if (await tried(loginAnswers(port, login.domain, signal)))
    await tried(redirectRegistered(port, profile, login.domain))
}

async function poolAnswers(port: Port, { poolId, endpoint }: Profile, signal: AbortSignal): Promise<Finding> {
  const base = endpointOf({ poolId, endpoint })
  const { host, origin } = new URL(base)
  const reached = await port.reach(`${base}/${poolId}/.well-known/jwks.json`, [origin], { signal })
  if (reached === undefined) {
    return bad('pool', say('found_unreachable', { host }))
  }
  if (reached.status === 200 && reached.text.includes('"keys"')) return good('pool', say('found_pool'))
  return bad('pool', say('found_noPool', { host, pool: poolId }))
}

/** A refresh with a token that never was: it meets no user, no trigger, and tells an unknown client apart. */
async function clientKnown(
  port: Port,
  { poolId, clientId, endpoint }: Profile,
  signal: AbortSignal,
): Promise<Finding> {
  const base = endpointOf({ poolId, endpoint })
  const reached = await port.reach(`${base}/`, [new URL(base).origin], {
    method: 'POST',
    signal,
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: clientId,
      AuthParameters: { REFRESH_TOKEN: 'connection-test' },
    }),
  })
  if (reached === undefined || reached.status >= 500) {
    return bad('client', say('found_silent'))
  }
  if (reached.text.includes('ResourceNotFoundException')) {
    return bad('client', say('found_noClient'))
  }
  if (/secret/i.test(reached.text)) {
    return bad('client', say('found_secret'))
  }
  return good('client', say('found_client'))
}

/** No page of another site can be read from here, only whether anything answers. */
async function loginAnswers(port: Port, domain: string, signal: AbortSignal): Promise<Finding> {
  const { host } = new URL(domain)
  const reached = await port.reach(`${domain}/login`, [domain], { mode: 'no-cors', signal })
  return reached === undefined
    ? bad('login', say('found_noLogin', { host }))
    : good('login', say('found_login', { host }))
}

/**
 * A request that is wrong on purpose, so that it never brings a code: a challenge without its method. An error is
 * told by redirect only to a URL that is registered (RFC 6749, 4.1.2.1); else a page is shown.
 */
async function redirectRegistered(
  port: Port,
  { poolId, clientId }: Profile,
  domain: string,
): Promise<Finding> {
  const redirectUri = port.redirectUrl(poolId)
  const query = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid',
    code_challenge: 'connection-test',
  }
  const came = await port.openLogin(`${domain}/oauth2/authorize?${new URLSearchParams(query)}`, false)
  if (came.state === 'answered' && came.address.split(/[?#]/)[0] === redirectUri) {
    return good('redirect', say('found_redirect'))
  }
  if (came.state === 'running') return bad('redirect', say('found_running'))
  return bad('redirect', say('found_noRedirect'))
}

function good(what: Finding['what'], sentence: string): Finding {
  return { what, state: 'good', sentence }
}

function bad(what: Finding['what'], sentence: string): Finding {
  return { what, state: 'bad', sentence }
}
