import type { RefreshFamily, RefreshOutcome, RefreshTokenRecord } from './store/refresh-tokens.ts'

export interface RefreshTokenHistory {
  /** Milliseconds since 1970, as all times here. */
  issuedAt: number
  expiresAt: number
  rotatedAt?: number
  /** Each attempt, successful or not. */
  uses: { at: number; outcome: RefreshOutcome }[]
  /** How often it brought tokens. */
  successes: number
  /** How often it was tried after its rotation and grace. */
  reuses: number
}

/** The refresh tokens of one sign-in, oldest first. */
export interface RefreshHistory {
  originJti: string
  clientId: string
  sub: string
  revoked: boolean
  tokens: RefreshTokenHistory[]
}

function tokenHistory({ issuedAt, expiresAt, rotatedAt, uses }: RefreshTokenRecord): RefreshTokenHistory {
  const outcomes = uses.map(({ outcome }) => outcome)
  return {
    issuedAt,
    expiresAt,
    ...(rotatedAt === undefined ? {} : { rotatedAt }),
    uses: uses.map((use) => ({ ...use })),
    successes: outcomes.filter((outcome) => outcome === 'used' || outcome === 'usedInGrace').length,
    reuses: outcomes.filter((outcome) => outcome === 'refusedReuse').length,
  }
}

/** A family told without its secrets. */
export function refreshHistory(family: RefreshFamily): RefreshHistory {
  return {
    originJti: family.originJti,
    clientId: family.clientId,
    sub: family.sub,
    revoked: family.revokedAt !== undefined,
    tokens: family.tokens.map(tokenHistory),
  }
}
