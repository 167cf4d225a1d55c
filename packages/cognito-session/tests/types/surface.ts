/** Checked by the type checker alone: what the types promise to whoever writes against them. */
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from '@cognito-shared-session/cognito-session'
import type {
  AccessTokenClaims,
  ClientMetadata,
  CognitoAccessToken,
  CognitoError,
  CognitoErrorCode,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
  GetSessionOptions,
  ICognitoUserSessionData,
  IdTokenClaims,
  NodeCallback,
  SessionStorage,
  SignInStep,
} from '@cognito-shared-session/cognito-session'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function check<_Holds extends true>(): void {
  // Nothing to run.
}

const Pool = new CognitoUserPool({ UserPoolId: 'eu-west-1_a', ClientId: 'c' })
const user = new CognitoUser({ Username: 'ann', Pool })
const options: GetSessionOptions = { clientMetadata: { why: 'test' } }
declare const session: CognitoUserSession

// Tokens.
check<Equal<ReturnType<CognitoIdToken['getExpiration']>, number>>()
check<Equal<ReturnType<CognitoAccessToken['getIssuedAt']>, number>>()
check<Equal<ReturnType<CognitoRefreshToken['getToken']>, string>>()
check<Equal<ReturnType<CognitoUserSession['getRefreshToken']>, CognitoRefreshToken | undefined>>()
check<Equal<ReturnType<CognitoIdToken['decodePayload']>, IdTokenClaims>>()
check<Equal<CognitoAccessToken['payload'], AccessTokenClaims>>()
check<Equal<IdTokenClaims['sub'], string>>()
check<Equal<IdTokenClaims['email'], string | undefined>>()
check<Equal<IdTokenClaims['email_verified'], boolean | undefined>>()
check<Equal<IdTokenClaims['cognito:username'], string>>()
check<Equal<IdTokenClaims['token_use'], 'id'>>()
check<Equal<AccessTokenClaims['token_use'], 'access'>>()
check<Equal<IdTokenClaims['iss'], string>>()
check<Equal<IdTokenClaims['aud'], string>>()
check<Equal<IdTokenClaims['event_id'], string | undefined>>()
check<Equal<IdTokenClaims['auth_time' | 'exp' | 'iat'], number>>()
check<Equal<AccessTokenClaims['sub' | 'iss' | 'client_id' | 'username'], string>>()
check<Equal<AccessTokenClaims['exp' | 'iat'], number>>()
check<Equal<AccessTokenClaims['scope'], string | undefined>>()
check<Equal<AccessTokenClaims['auth_time'], number>>()
const anyClaims: { [key: string]: unknown } = session.getIdToken().decodePayload()
const department: string = session.getIdToken().payload['custom:department']
const deep: number = session.getAccessToken().payload['custom'].deep.down
void [anyClaims, department, deep]

// @ts-expect-error an access token is no id token
const swapped: CognitoIdToken = session.getAccessToken()
// @ts-expect-error nor the other way round
const swappedBack: CognitoAccessToken = session.getIdToken()
// @ts-expect-error both tokens are needed
const half: ICognitoUserSessionData = { IdToken: session.getIdToken() }
// @ts-expect-error the refresh token may be absent
session.getRefreshToken().getToken()
void [swapped, swappedBack, half]

// Callback or promise: the overloads say both.
check<Equal<ReturnType<typeof askByPromise>, Promise<CognitoUserSession>>>()
function askByPromise() {
  return user.getSession(options)
}
const nothing: void = user.getSession((err, session) => {
  if (err) {
    check<Equal<typeof err, CognitoError>>()
    check<Equal<typeof session, null>>()
  } else {
    check<Equal<typeof session, CognitoUserSession>>()
  }
}, options)
user.getSession((err) => void err?.code)
user.getSession(() => undefined)
user.getSession((err: Error | null, session: CognitoUserSession | null) => void [err, session])
user.refreshSession(session.getRefreshToken(), (err, session) => void (err ? err.code : session.isValid()))
user.refreshSession(session.getRefreshToken(), (err) => void err, { a: 'b' })
const refreshed: Promise<CognitoUserSession> = user.refreshSession(session.getRefreshToken())
const stored: Promise<void> = user.setSignInUserSession(session)
const held: CognitoUserSession | null = user.getSignInUserSession()
const signedOut: Promise<void> = user.signOut()
user.signOut((err) => void err?.message)
user.signOut(() => undefined)
const everywhere: Promise<'SUCCESS'> = user.globalSignOut()
user.globalSignOut({ onSuccess: (message) => void message.length, onFailure: (err) => void err.code })
user.revokeTokens((err) => void err?.code)
const details = new AuthenticationDetails({ Username: 'ann', Password: 'p', ClientMetadata: { a: 'b' } })
const signedIn: Promise<CognitoUserSession> = user.authenticateUser(details)
user.authenticateUser(details, {
  onSuccess: (session, ask) => void [session.isValid(), ask],
  onFailure: (err) => void err.code,
})
void [nothing, refreshed, stored, held, signedOut, everywhere, signedIn]

const older: NodeCallback<Error, string> = (err, result) => void (err ? err.message : result.length)
const metadata: ClientMetadata = undefined
void [older, metadata]

// @ts-expect-error metadata is text
user.getSession({ clientMetadata: { count: 1 } })

// Error codes narrow in a switch.
export function advice(code: CognitoErrorCode): string {
  switch (code) {
    case 'NotAuthorizedException':
    case 'NoSession':
      check<Equal<typeof code, 'NotAuthorizedException' | 'NoSession'>>()
      return 'Sign in.'
    case 'NetworkError':
      return 'Go online.'
    // @ts-expect-error no such code
    case 'NetworkFailure':
      return ''
    default:
      return code satisfies CognitoErrorCode
  }
}

// Steps of a sign-in narrow by their step.
export function answerOf(step: SignInStep): Promise<SignInStep> | CognitoUserSession {
  switch (step.step) {
    case 'done':
      return step.session
    case 'code':
      check<Equal<typeof step.medium, 'sms' | 'email' | 'authenticator'>>()
      return user.answer(step, { code: '123456' })
    case 'newPassword':
      return user.answer(step, {
        newPassword: 'n',
        attributes: Object.fromEntries(step.requiredAttributes.map((name) => [name, ''])),
      })
    case 'chooseMfa':
    case 'chooseFactor':
      return user.answer(step, { choice: step.options[0] ?? '' })
    case 'setUpMfa':
    case 'password':
    case 'passkey':
    case 'custom':
      return user.answer(step, {})
  }
}

// Storages: the browser's own, the old library's, an asynchronous one.
export function storages(
  local: Storage,
  old: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
    clear(): void
  },
): SessionStorage[] {
  const slow: SessionStorage = {
    getItem: async () => null,
    setItem: async () => undefined,
    removeItem: async () => undefined,
  }
  return [local, old, slow]
}

/** As lib.dom has it, which workers lack. */
interface Storage {
  readonly length: number
  clear(): void
  getItem(key: string): string | null
  key(index: number): string | null
  removeItem(key: string): void
  setItem(key: string, value: string): void
}
