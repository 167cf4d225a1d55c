/** The usage examples that this library's surface was taken from, as people write them, under strict types. */
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import type { AuthenticationDetails, CognitoUser } from '@cognito-shared-session/cognito-session'

type Said = (...words: unknown[]) => void

/** Where the examples run: a user, and a console that is listened to. */
export interface Stage {
  cognitoUser: CognitoUser
  authDetails: AuthenticationDetails
  console: { log: Said; error: Said }
  proceedWithAuthenticatedUser: (session: CognitoUserSession) => void
  showLoginForm: () => void
  useValidSession: (session: CognitoUserSession) => void
}

export function workWithTheSession({ cognitoUser, authDetails, console }: Stage): void {
  cognitoUser.authenticateUser(authDetails, {
    onSuccess: (session) => {
      // Check session validity
      if (session.isValid()) {
        console.log('Session is valid')
        // Get tokens
        const idToken = session.getIdToken()
        const accessToken = session.getAccessToken()
        const refreshToken = session.getRefreshToken()
        void refreshToken
        // Use tokens
        console.log('ID Token:', idToken.getJwtToken())
        console.log('Access Token:', accessToken.getJwtToken())
        // Decode token payloads
        const idPayload = idToken.decodePayload()
        const accessPayload = accessToken.decodePayload()
        void accessPayload
        console.log('User sub:', idPayload.sub)
        console.log('User email:', idPayload.email)
        console.log('Token expiration:', new Date(accessToken.getExpiration() * 1000))
      }
    },
  })
}

export function makeASession(): CognitoUserSession {
  // Manual session creation (rare case)
  const session = new CognitoUserSession({
    IdToken: new CognitoIdToken({ IdToken: 'eyJ...' }),
    AccessToken: new CognitoAccessToken({ AccessToken: 'eyJ...' }),
    RefreshToken: new CognitoRefreshToken({ RefreshToken: 'eyJ...' }),
  })
  return session
}

export function refreshTheSession({ cognitoUser, console }: Stage, session: CognitoUserSession): void {
  // Refresh session when access token expires
  const refreshToken = session.getRefreshToken()
  cognitoUser.refreshSession(refreshToken, (err, session) => {
    if (err) {
      console.error('Session refresh failed:', err)
      // Redirect to login
      return
    }
    console.log('Session refreshed successfully')
    // Update stored session
    cognitoUser.setSignInUserSession(session)
  })
}

export function extractUserInformation({ console }: Stage, session: CognitoUserSession): void {
  // Extract user information from tokens
  const idToken = session.getIdToken()
  const accessToken = session.getAccessToken()
  const idPayload = idToken.decodePayload()
  const accessPayload = accessToken.decodePayload()
  void accessPayload
  // User information
  const userId = idPayload.sub
  const username = idPayload['cognito:username']
  const email = idPayload.email
  const emailVerified = idPayload.email_verified
  void userId
  void emailVerified
  // Token information
  const tokenExpiration = accessToken.getExpiration()
  const isExpired = Date.now() >= tokenExpiration * 1000
  void isExpired
  console.log(`User: ${username} (${email})`)
  console.log(`Email verified: ${emailVerified}`)
  console.log(`Token expires: ${new Date(tokenExpiration * 1000)}`)
  console.log(`Token expired: ${isExpired}`)
}

export function askForTheSession(stage: Stage): void {
  const { cognitoUser, console, proceedWithAuthenticatedUser, showLoginForm } = stage
  // Check for existing session
  cognitoUser.getSession((err, session) => {
    if (err) {
      console.error('Session error:', err)
      // Redirect to login
      return
    }
    if (session) {
      console.log('Found valid session')
      // User is authenticated
      proceedWithAuthenticatedUser(session)
    } else {
      console.log('No valid session found')
      // Show login form
      showLoginForm()
    }
  })
}

export function validateSession(session: CognitoUserSession): boolean {
  if (!session) return false
  // Check overall session validity
  if (!session.isValid()) return false
  // Check individual token expiration
  const accessToken = session.getAccessToken()
  const idToken = session.getIdToken()
  const now = Date.now() / 1000
  if (accessToken.getExpiration() <= now) return false
  if (idToken.getExpiration() <= now) return false
  return true
}

export function handleErrors({ cognitoUser, console, useValidSession }: Stage): void {
  cognitoUser.getSession((err, session) => {
    if (err) {
      switch (err.code) {
        case 'NotAuthorizedException':
          console.log('User not authorized, refresh token invalid')
          // Clear local session and redirect to login
          break
        case 'NetworkError':
          console.log('Network error during session refresh')
          // Retry or show offline message
          break
        default:
          console.error('Session error:', err)
      }
      return
    }
    // Session is valid
    useValidSession(session)
  })
}
