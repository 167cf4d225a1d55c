import { AuthenticationDetails, CognitoUser, CognitoUserPool } from '@cognito-shared-session/cognito-session'

/** A session's life in whatever runs this: signed in by SRP, refreshed with rotation, signed out. */
export async function life({ poolId, clientId, endpoint, name, password }) {
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint })
  const user = new CognitoUser({ Username: name, Pool: pool })
  const first = await user.authenticateUser(new AuthenticationDetails({ Username: name, Password: password }))
  const next = await user.refresh()
  await user.signOut()
  return {
    realm: globalThis.constructor.name,
    email: first.getIdToken().payload.email,
    valid: next.isValid(),
    rotated: next.getRefreshToken().getToken() !== first.getRefreshToken().getToken(),
    afterwards: await user.getSession().catch(({ code }) => code),
  }
}
