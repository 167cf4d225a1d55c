/**
 * When a token ends, in milliseconds since the epoch on this device's clock. Read from the token itself: one that had
 * ended is refreshed before it is copied, and then lives longer than what was drawn.
 *
 * @param clockDrift seconds by which this device's clock is ahead of the issuer's
 */
export function tokenEnd(token: string, clockDrift: number): number {
  const [, body = ''] = token.split('.')
  const { exp }: { exp: number } = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
  return (exp + clockDrift) * 1000
}
