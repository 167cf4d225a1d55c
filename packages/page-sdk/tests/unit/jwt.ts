/** An unsigned token: whether one is good, servers find out. */
export function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}.c2ln`
}

const ISSUED = 4_000_000_000

export const pool = { UserPoolId: 'eu-west-1_Pool', ClientId: 'client-1' }

/** The tokens of one sign-in of `username`, as Cognito makes them; `n` tells them apart. */
export function tokensOf(
  username: string,
  n = 1,
  { poolId = pool.UserPoolId, clientId = pool.ClientId } = {},
) {
  const iss = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`
  const common = { sub: `sub-${username}`, iss, iat: ISSUED, exp: ISSUED + 3600, jti: String(n) }
  return {
    state: 'signedIn',
    account: `account-${username}`,
    expiresAt: (ISSUED + 3600) * 1000,
    idToken: jwt({
      ...common,
      aud: clientId,
      token_use: 'id',
      'cognito:username': username,
      email: `${username}@example.com`,
    }),
    accessToken: jwt({ ...common, client_id: clientId, token_use: 'access', username }),
  } as const
}
