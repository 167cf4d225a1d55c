import { checkClientSecret } from '../sign-in/client-secret.ts'
import { ServiceError } from '../errors.ts'
import type { Reply } from '../http/reply.ts'
import type { Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import type { WebRequest } from './web-request.ts'

/** An error of RFC 6749 section 5.2, as JSON. */
export class OAuthError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status = 400) {
    super(code)
    this.name = 'OAuthError'
    this.code = code
    this.status = status
  }
}

export function oauthReply(status: number, value: unknown): Reply {
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' }
  return { status, headers, body: value === undefined ? '' : JSON.stringify(value) }
}

function basicCredentials(authorization: string | undefined): [string, string] | undefined {
  if (authorization?.startsWith('Basic ') !== true) return undefined
  const [id = '', secret = ''] = Buffer.from(authorization.slice('Basic '.length), 'base64')
    .toString()
    .split(':')
  return [decodeURIComponent(id), decodeURIComponent(secret)]
}

/** The app that calls, which proves itself by its secret if it has one: in the header or in the form. */
export function oauthClient(pool: Pool, { form, authorization }: WebRequest): Client {
  const basic = basicCredentials(authorization)
  const id = basic?.[0] ?? form.get('client_id') ?? ''
  const secret = basic?.[1] ?? form.get('client_secret') ?? undefined
  try {
    const client = pool.clients.usable(id)
    checkClientSecret(client, secret, () => new ServiceError('invalid_client', 'invalid_client'))
    return client
  } catch {
    throw new OAuthError('invalid_client')
  }
}

/** Runs an endpoint and turns its errors into answers. */
export function withOAuthErrors(run: () => Reply): Reply {
  try {
    return run()
  } catch (error) {
    if (error instanceof OAuthError) return oauthReply(error.status, { error: error.code })
    if (error instanceof ServiceError)
      return oauthReply(400, { error: 'invalid_grant', error_description: error.message })
    throw error
  }
}
