import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
} from 'amazon-cognito-identity-js'
import type { CognitoUserSession, ICognitoStorage } from 'amazon-cognito-identity-js'

/** Storage that a test can look into. */
export function memoryStorage(): ICognitoStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      entries.set(key, value)
    },
    removeItem: (key) => {
      entries.delete(key)
    },
    clear: () => entries.clear(),
  }
}

interface Where {
  url: string
  poolId: string
}

/** A user of amazon-cognito-identity-js, unmodified, pointed at the local pool. */
export function oldLibraryUser(
  pool: Where,
  clientId: string,
  name: string,
  Storage = memoryStorage(),
): CognitoUser {
  const Pool = new CognitoUserPool({
    UserPoolId: pool.poolId,
    ClientId: clientId,
    endpoint: pool.url,
    Storage,
  })
  return new CognitoUser({ Username: name, Pool, Storage })
}

/** Signs in with the flow the user is set to; anything but success rejects. */
export function signIn(user: CognitoUser, name: string, password: string): Promise<CognitoUserSession> {
  return new Promise((resolve, reject) => {
    user.authenticateUser(new AuthenticationDetails({ Username: name, Password: password }), {
      onSuccess: resolve,
      onFailure: reject,
    })
  })
}

export function refresh(user: CognitoUser, refreshToken: string): Promise<CognitoUserSession> {
  return new Promise((resolve, reject) => {
    const token = new CognitoRefreshToken({ RefreshToken: refreshToken })
    user.refreshSession(token, (error: unknown, session: CognitoUserSession) => {
      if (error) reject(error)
      else resolve(session)
    })
  })
}

export function signOut(user: CognitoUser): Promise<void> {
  return new Promise((resolve, reject) => {
    user.signOut((error?: unknown) => {
      if (error) reject(error)
      else resolve()
    })
  })
}

export function globalSignOut(user: CognitoUser): Promise<string> {
  return new Promise((resolve, reject) => user.globalSignOut({ onSuccess: resolve, onFailure: reject }))
}

/** Where a sign-in of the old library stands. */
export type Stage =
  | { stage: 'custom'; parameters: Record<string, string> }
  | { stage: 'done'; session: CognitoUserSession; confirmDevice: boolean }
  | { stage: 'newPassword'; given: Record<string, string>; required: string[] }
  | { stage: 'selectMfa' | 'setUpMfa' | 'sms' | 'totp'; parameters: Record<string, string> }

function stages(resolve: (stage: Stage) => void, reject: (error: unknown) => void) {
  const asking =
    (stage: 'selectMfa' | 'setUpMfa' | 'sms' | 'totp') =>
    (_: unknown, parameters: Record<string, string>): void =>
      resolve({ stage, parameters })
  return {
    onSuccess: (session: CognitoUserSession, confirmDevice?: boolean): void =>
      resolve({ stage: 'done', session, confirmDevice: confirmDevice === true }),
    onFailure: reject,
    newPasswordRequired: (given: Record<string, string>, required: string[]): void =>
      resolve({ stage: 'newPassword', given, required }),
    customChallenge: (parameters: Record<string, string>): void => resolve({ stage: 'custom', parameters }),
    mfaRequired: asking('sms'),
    totpRequired: asking('totp'),
    selectMFAType: asking('selectMfa'),
    mfaSetup: asking('setUpMfa'),
  }
}

type Callbacks = ReturnType<typeof stages>

/** Runs one step of a sign-in and says where it leads. */
export function step(run: (callbacks: Callbacks) => void): Promise<Stage> {
  return new Promise((resolve, reject) => run(stages(resolve, reject)))
}

export function begin(user: CognitoUser, name: string, password: string): Promise<Stage> {
  const details = new AuthenticationDetails({ Username: name, Password: password })
  return step((callbacks) => user.authenticateUser(details, callbacks))
}
