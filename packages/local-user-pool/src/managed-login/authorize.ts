import { toSeconds } from '../clock.ts'
import type { Reply } from '../http/reply.ts'
import type { Pool } from '../pool.ts'
import { answerLocation, readAuthorizeRequest } from './authorize-request.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { html, pageReply, redirect } from './html.ts'
import type { BrowserSession } from './login-store.ts'
import type { WebRequest } from './web-request.ts'

const CODE_LIFE_MS = 300_000
const BROWSER_LIFE_MS = 3_600_000

export const browserCookie = 'cognito'

/** The page for an app that cannot be redirected to. */
export function strangerReply(reason: string): Reply {
  return pageReply({
    title: 'An error was encountered',
    content: html`<p role="alert">${reason}</p>`,
    status: 400,
  })
}

/** Back to the app with a code. */
function codeReply(pool: Pool, request: AuthorizeRequest, { sub, authTime }: BrowserSession): Reply {
  const expiresAt = pool.clock.now() + CODE_LIFE_MS
  const code = pool.login.codes.add({ request, sub, authTime, expiresAt })
  return redirect(answerLocation(request.redirectUri, { code, state: request.state }))
}

/** Back to the app with a code, and a cookie that makes the next time silent. */
export function signedInReply(pool: Pool, request: AuthorizeRequest, sub: string): Reply {
  const now = pool.clock.now()
  const session = { sub, authTime: toSeconds(now), expiresAt: now + BROWSER_LIFE_MS }
  const reply = codeReply(pool, request, session)
  const cookie = `${browserCookie}=${pool.login.browsers.add(session)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600`
  reply.headers['set-cookie'] = cookie
  return reply
}

function liveSession(pool: Pool, web: WebRequest): BrowserSession | undefined {
  const session = pool.login.browsers.find(web.cookies.get(browserCookie), pool.clock.now())
  const user = pool.users.bySub(session?.sub ?? '')
  return user?.enabled === true && user.status === 'CONFIRMED' ? session : undefined
}

/** /oauth2/authorize: silently with a live cookie, else by the login page. */
export function authorizeEndpoint(pool: Pool, web: WebRequest): Reply {
  const read = readAuthorizeRequest(pool, web.url.searchParams)
  if (read.kind === 'stranger') return strangerReply(read.reason)
  if (read.kind === 'mistaken') return redirect(read.location)
  const { request } = read
  const session = request.prompt === 'login' ? undefined : liveSession(pool, web)
  if (session !== undefined) return codeReply(pool, request, session)
  if (request.prompt !== 'none') return redirect(`/login${web.url.search}`)
  return redirect(answerLocation(request.redirectUri, { error: 'login_required', state: request.state }))
}
