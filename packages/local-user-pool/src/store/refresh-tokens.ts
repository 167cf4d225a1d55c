import { createHash } from 'node:crypto'
import type { Random } from '../defaults.ts'
import { errors } from '../errors.ts'
import type { Client } from './client.ts'

/** What came of an attempt to use a refresh token. */
export type RefreshOutcome =
  | 'refusedExpired'
  | 'refusedReuse'
  | 'refusedRevoked'
  | 'used'
  /** Used again after it was rotated, inside the grace. */
  | 'usedInGrace'

export interface RefreshTokenRecord {
  /** SHA-256 of the token, which itself is not kept. */
  digest: string
  issuedAt: number
  expiresAt: number
  /** When its first use replaced it. */
  rotatedAt?: number
  uses: { at: number; outcome: RefreshOutcome }[]
}

/** All the refresh tokens that come from one sign-in. */
export interface RefreshFamily {
  /** The claim `origin_jti` of every token of the sign-in. */
  originJti: string
  /** The claim `event_id` of every token of the sign-in. */
  eventId: string
  clientId: string
  sub: string
  /** Seconds, the claim `auth_time`. */
  authTime: number
  scope: string
  deviceKey?: string
  /** Whether it comes from managed login: access tokens say `version: 2`. */
  managedLogin?: boolean
  revokedAt?: number
  tokens: RefreshTokenRecord[]
}

export interface KnownRefreshToken {
  family: RefreshFamily
  record: RefreshTokenRecord
}

/** Cognito's refresh tokens are JWEs that nobody but Cognito reads; ours have the shape and nothing inside. */
function opaqueToken(random: Random): string {
  const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url')
  return [header, ...[256, 12, 880, 16].map((length) => random.bytes(length).toString('base64url'))].join('.')
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Issues, finds, rotates and revokes refresh tokens. */
export class RefreshTokens {
  readonly #random: Random
  readonly #families: RefreshFamily[]

  constructor(random: Random, families: RefreshFamily[] = []) {
    this.#random = random
    this.#families = families
  }

  open(family: Omit<RefreshFamily, 'eventId' | 'originJti' | 'tokens'>): RefreshFamily {
    const opened = { ...family, originJti: this.#random.uuid(), eventId: this.#random.uuid(), tokens: [] }
    this.#families.push(opened)
    return opened
  }

  /** A new refresh token of the family; times in milliseconds. */
  issue(family: RefreshFamily, issuedAt: number, expiresAt: number): string {
    const token = opaqueToken(this.#random)
    family.tokens.push({ digest: digestOf(token), issuedAt, expiresAt, uses: [] })
    return token
  }

  find(token: string): KnownRefreshToken | undefined {
    const digest = digestOf(token)
    for (const family of this.#families) {
      const record = family.tokens.find((candidate) => candidate.digest === digest)
      if (record !== undefined) return { family, record }
    }
    return undefined
  }

  /** The token if the client may use it now; refusals are remembered. */
  usable(token: string, client: Client, now: number): KnownRefreshToken {
    const known = this.find(token)
    if (known === undefined || known.family.clientId !== client.id) throw errors.refreshTokenInvalid()
    const { family, record } = known
    const refuse = (outcome: RefreshOutcome, error: Error): never => {
      record.uses.push({ at: now, outcome })
      throw error
    }
    if (family.revokedAt !== undefined) refuse('refusedRevoked', errors.refreshTokenRevoked())
    if (now >= record.expiresAt) refuse('refusedExpired', errors.refreshTokenExpired())
    const graceMs = (client.rotation?.graceSeconds ?? 0) * 1000
    if (record.rotatedAt !== undefined && now >= record.rotatedAt + graceMs) {
      refuse('refusedReuse', errors.refreshTokenReused())
    }
    return known
  }

  /** Counts a use, and returns the next token where the client rotates. It lives as long as the first would have. */
  use({ family, record }: KnownRefreshToken, client: Client, now: number): string | undefined {
    record.uses.push({ at: now, outcome: record.rotatedAt === undefined ? 'used' : 'usedInGrace' })
    if (client.rotation === undefined) return undefined
    record.rotatedAt ??= now
    return this.issue(family, now, record.expiresAt)
  }

  revoke(family: RefreshFamily, now: number): void {
    family.revokedAt ??= now
  }

  /** GlobalSignOut: every sign-in of the user ends. */
  revokeAllOf(sub: string, now: number): void {
    for (const family of this.#families) if (family.sub === sub) this.revoke(family, now)
  }

  byEvent(eventId: unknown): RefreshFamily | undefined {
    return this.#families.find((family) => family.eventId === eventId)
  }

  families(): readonly RefreshFamily[] {
    return this.#families
  }
}
