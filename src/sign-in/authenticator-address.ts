/**
 * What authenticator apps read from a QR code (`otpauth`, Google Authenticator's Key URI Format). Cognito's secrets
 * are for six digits every thirty seconds, which is what the apps take where nothing is said.
 */
export function authenticatorAddress({
  secret,
  pool,
  username,
}: Record<'secret' | 'pool' | 'username', string>): string {
  const label = `${encodeURIComponent(pool)}:${encodeURIComponent(username)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(pool)}`
}
