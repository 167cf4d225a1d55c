/** How much of a token's life is left, from 1 (just issued) to 0 (over). All times in milliseconds. */
export function lifeLeft(issuedAt: number, expiresAt: number, now: number): number {
  const life = expiresAt - issuedAt
  if (!(life > 0)) return 0
  return Math.min(1, Math.max(0, (expiresAt - now) / life))
}

/** The dash that draws a share of a circle whose `pathLength` is 100; half a per cent is the finest step drawn. */
export function ringDash(share: number): string {
  const drawn = Math.round(share * 200) / 2
  return `${drawn} ${100 - drawn}`
}
