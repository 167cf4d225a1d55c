import { ServiceError } from '../errors.ts'
import type { Reply } from '../http/reply.ts'
import type { Pool } from '../pool.ts'
import type { SignInAnswer } from '../sign-in/context.ts'
import { signedInReply, strangerReply } from './authorize.ts'
import { readAuthorizeRequest } from './authorize-request.ts'
import { html, pageReply, redirect } from './html.ts'
import { loginPage } from './login-pages.ts'
import { takeStep } from './login-steps.ts'
import type { Transaction } from './login-store.ts'
import type { WebRequest } from './web-request.ts'

const TRANSACTION_LIFE_MS = 600_000

function show(pool: Pool, id: string, transaction: Transaction, complaint?: string): Reply {
  return loginPage({ id, transaction, complaint, nonce: pool.random.bytes(16).toString('base64url') })
}

function begin(pool: Pool, web: WebRequest): Reply {
  const read = readAuthorizeRequest(pool, web.url.searchParams)
  if (read.kind === 'stranger') return strangerReply(read.reason)
  if (read.kind === 'mistaken') return redirect(read.location)
  const transaction = { request: read.request, expiresAt: pool.clock.now() + TRANSACTION_LIFE_MS }
  return show(pool, pool.login.transactions.add(transaction), transaction)
}

function stringsOf(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]))
}

/** What follows a step: back to the app, or the next page. */
function next(pool: Pool, id: string, transaction: Transaction, answer: SignInAnswer): Reply {
  if (typeof answer.signedIn === 'string') {
    pool.login.transactions.remove(id)
    return signedInReply(pool, transaction.request, answer.signedIn)
  }
  const name = String(answer.ChallengeName)
  const parameters = stringsOf(answer.ChallengeParameters)
  if (name === 'MFA_SETUP') {
    const content = html`<p role="alert">Set up a second factor in the app first; these pages cannot.</p>`
    return pageReply({ title: 'A second factor is needed', content, status: 400 })
  }
  const username = parameters.USER_ID_FOR_SRP ?? parameters.USERNAME ?? ''
  transaction.challenge = { name, session: String(answer.Session), parameters, username }
  return show(pool, id, transaction)
}

function take(pool: Pool, web: WebRequest): Reply {
  const id = web.form.get('transaction') ?? ''
  const transaction = pool.login.transactions.find(id, pool.clock.now())
  if (transaction === undefined || web.cookies.get('XSRF-TOKEN') !== id) {
    return strangerReply(
      'This sign-in has expired or was not begun here. Go back to the app and begin again.',
    )
  }
  try {
    const client = pool.clients.usable(transaction.request.clientId)
    return next(pool, id, transaction, takeStep(pool, client, transaction, web.form))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    // A Session that is over cannot be mended: the person begins with the password again.
    if (error.message.startsWith('Invalid session')) delete transaction.challenge
    return show(pool, id, transaction, error.message)
  }
}

/** /login: the pages a person signs in on. */
export function loginEndpoint(pool: Pool, web: WebRequest): Reply {
  return web.method === 'POST' ? take(pool, web) : begin(pool, web)
}
