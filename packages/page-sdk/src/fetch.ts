import { ApiList } from './api-list.ts'
import { pageFetch } from './defaults.ts'
import type { GetSessionOptions, SharedSession } from './session.ts'
import type { Want } from './protocol.ts'

export interface SessionFetchOptions {
  /**
   * The origins that get the access token, e.g. `https://api.example`; all others get the request as it is.
   * Only https, and http on localhost.
   */
  apis: readonly string[]
  /** What sends the requests; the page's own `fetch` where nothing is given. */
  fetch?: Fetch
}

export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

/** A session whose site asked for the access token. */
interface TokenSource {
  getSession(options: GetSessionOptions): Promise<{ readonly state: string; readonly accessToken?: string }>
}

/**
 * A `fetch` that shows the session's access token (RFC 6750) to the listed APIs, and to nobody else. After a 401
 * it has the token refreshed and tries once more. Without a session, or where the request has an
 * `Authorization` header of its own, the request goes out as it is.
 *
 * A redirect is never followed with the token: the returned promise rejects with a `TypeError`. Ask for
 * `redirect: 'manual'` to get the opaque answer instead.
 *
 * @throws {TypeError} when an API in the list is no origin, or neither https nor localhost
 * @example
 * const apiFetch = sessionFetch(session, { apis: ['https://api.example'] })
 * const orders = await apiFetch('https://api.example/orders')
 */
export function sessionFetch<Asked extends Want & { accessToken: true }>(
  session: SharedSession<Asked>,
  { apis, fetch: carry = pageFetch }: SessionFetchOptions,
): Fetch {
  const list = new ApiList(apis)
  return async (input, init) => {
    const request = new Request(input, init)
    if (!list.has(request.url) || request.headers.has('authorization')) return carry(request)
    return withToken(session, request, carry)
  }
}

async function withToken(session: TokenSource, request: Request, carry: Fetch): Promise<Response> {
  const token = await tokenOf(session, request, {})
  if (token === undefined) return carry(request)
  const again = request.clone()
  const answer = await send(carry, request, token)
  if (answer.status !== 401) return answer
  // The API has answered: a refresh that fails takes nothing from that, unless the caller gave up.
  const fresh = await tokenOf(session, request, { forceRefresh: true }).catch(() => {
    request.signal.throwIfAborted()
    return undefined
  })
  // Refreshes are rationed: the same token would get the same answer.
  if (fresh === undefined || fresh === token) return answer
  await answer.body?.cancel()
  return send(carry, again, fresh)
}

async function tokenOf(
  session: TokenSource,
  { signal }: Request,
  options: GetSessionOptions,
): Promise<string | undefined> {
  const { accessToken } = await session.getSession({ ...options, signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw error
  })
  return accessToken
}

/**
 * Followed by the browser, a redirect would take the header along to wherever the same origin points (and, in
 * browsers older than the Fetch standard's change of 2022, to any origin). Where it points, a page cannot see.
 */
async function send(carry: Fetch, request: Request, token: string): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${token}`)
  const answer = await carry(new Request(request, { headers, redirect: 'manual' }))
  if (answer.type !== 'opaqueredirect' || request.redirect === 'manual') return answer
  throw new TypeError(
    `${new URL(request.url).origin} answered with a redirect, which is not followed with an access token. Ask the address that it leads to.`,
  )
}
