import {
  CognitoRefreshToken,
  CognitoUserPool,
  type CognitoUser,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js'
import { expose, setting } from './page.ts'

/*
 * Written against the old library, and checked against its types. The page is bundled with another package in
 * the place of this import, and with no other change.
 */

const pool = new CognitoUserPool({ UserPoolId: setting('pool'), ClientId: setting('client') })

function currentUser(): CognitoUser {
  const user = pool.getCurrentUser()
  if (user === null) throw new Error('Show the sign-in form.')
  return user
}

function getSession(user: CognitoUser): Promise<CognitoUserSession> {
  return new Promise((resolve, reject) => {
    user.getSession((err: Error | null, session: CognitoUserSession | null) => {
      if (err || session === null) reject(err ?? new Error('Show the sign-in form.'))
      else resolve(session)
    })
  })
}

function described(user: CognitoUser, session: CognitoUserSession) {
  const accessToken = session.getAccessToken()
  return {
    username: user.getUsername(),
    valid: session.isValid(),
    email: session.getIdToken().decodePayload()['email'],
    expired: Date.now() >= accessToken.getExpiration() * 1000,
    accessToken: accessToken.getJwtToken(),
    refreshToken: session.getRefreshToken().getToken(),
  }
}

expose({
  async session() {
    const user = currentUser()
    return described(user, await getSession(user))
  },
  async refresh() {
    const user = currentUser()
    const handle = new CognitoRefreshToken({
      RefreshToken: (await getSession(user)).getRefreshToken().getToken(),
    })
    return new Promise((resolve, reject) => {
      user.refreshSession(handle, (err: Error | null, session: CognitoUserSession) => {
        if (err) return reject(err)
        user.setSignInUserSession(session)
        resolve(described(user, session))
      })
    })
  },
  signOut: () => new Promise<void>((resolve) => currentUser().signOut(resolve)),
  signedOut: () => pool.getCurrentUser() === null,
})
