import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { errors } from '../errors.ts'
import type { ServiceError } from '../errors.ts'
import type { Client } from '../store/client.ts'

function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** SECRET_HASH: base64 of HMAC-SHA256 over user name and client id, keyed by the client's secret. */
export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac('sha256', secret)
    .update(username + clientId)
    .digest('base64')
}

/** Refuses a request whose SECRET_HASH is missing, wrong, or sent for a client that has no secret. */
export function checkSecretHash(client: Client, username: string, given: string | undefined): void {
  if (client.secret === undefined) {
    if (given !== undefined) throw errors.secretHashWrong(client.id)
    return
  }
  if (given === undefined) throw errors.secretHashMissing(client.id)
  if (!same(given, secretHash(client.secret, username, client.id))) throw errors.secretHashWrong(client.id)
}

/** Refuses a request whose ClientSecret is missing or wrong. */
export function checkClientSecret(
  client: Client,
  given: string | undefined,
  refusal: () => ServiceError,
): void {
  if (client.secret === undefined) return
  if (given === undefined || !same(given, client.secret)) throw refusal()
}
