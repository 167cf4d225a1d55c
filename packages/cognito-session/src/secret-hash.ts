import { hmacSha256, toBase64, utf8 } from './bytes.ts'

/**
 * `SECRET_HASH` of an app client that has a secret.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export async function secretHash(username: string, clientId: string, clientSecret: string): Promise<string> {
  return toBase64(await hmacSha256(utf8(clientSecret), utf8(username + clientId)))
}
