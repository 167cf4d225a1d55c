import type { Brand } from './brand.ts'

/** scheme + host + port, as `URL.origin` writes it (hosts in punycode). Only {@link originOf} makes one. */
export type Origin = Brand<string, 'Origin'>

/** One person at one app client: `issuer|clientId|sub`. */
export type AccountId = Brand<string, 'AccountId'>

/** One app client of one user pool: `poolId/clientId`. */
export type ProfileId = Brand<string, 'ProfileId'>

/** One sign-in under way. */
export type TransactionId = Brand<string, 'TransactionId'>

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The origin a grant can name, or undefined: https anywhere, http on this machine only.
 * `"null"` (sandboxed frames, `data:`), `file:` and extension origins have none, nor has a name with `*` in it.
 *
 * @example originOf('https://bücher.example/x') // 'https://xn--bcher-kva.example'
 */
export function originOf(address: string | undefined): Origin | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const { protocol, hostname, origin } = new URL(address)
  // Parsers take an asterisk in a name; the match pattern that is made of it would be for every name.
  const named = protocol === 'https:' && !hostname.includes('*')
  return named || (protocol === 'http:' && LOCAL_HOSTS.has(hostname)) ? (origin as Origin) : undefined
}

/**
 * The match pattern that a host permission for this origin needs. Host permissions know no ports.
 *
 * @example hostPattern(originOf('http://localhost:5173')) // 'http://localhost/*'
 */
export function hostPattern(origin: Origin): string {
  const url = new URL(origin)
  return `${url.protocol}//${url.hostname}/*`
}

export function accountIdOf(account: { issuer: string; clientId: string; sub: string }): AccountId {
  return `${account.issuer}|${account.clientId}|${account.sub}` as AccountId
}

export function profileIdOf(pool: { poolId: string; clientId: string }): ProfileId {
  return `${pool.poolId}/${pool.clientId}` as ProfileId
}

/** Takes an account id that came over the wire; whether it names an account is the owner's to find out. */
export function accountIdFrom(text: string): AccountId {
  return text as AccountId
}

/** Takes a profile id that came over the wire; whether it names a profile is the background's to find out. */
export function profileIdFrom(text: string): ProfileId {
  return text as ProfileId
}

/** Takes a transaction's id that came over the wire; whether there is one is the background's to find out. */
export function transactionIdFrom(text: string): TransactionId {
  return text as TransactionId
}
