/**
 * How a program names a claim.
 *
 * @example claimPath('cognito:groups') // 'claims["cognito:groups"]'
 */
export function claimPath(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `claims.${name}` : `claims[${JSON.stringify(name)}]`
}

/** A claim's value as it is pasted elsewhere: a text as it is, anything else as JSON. */
export function claimText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
}
