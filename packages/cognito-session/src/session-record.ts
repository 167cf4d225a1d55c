import { CognitoAccessToken } from './cognito-access-token.ts'
import { CognitoIdToken } from './cognito-id-token.ts'
import { CognitoRefreshToken } from './cognito-refresh-token.ts'
import { CognitoUserSession } from './cognito-user-session.ts'
import { timesOf } from './jwt-token.ts'
import { isString } from './record-text.ts'
import type { SessionRecord, SignedInRecord } from './record.ts'
import type { Clock } from './ports.ts'

/** The record of a session, as it is written to storage. */
export function recordOf(session: CognitoUserSession, generation: number): SignedInRecord {
  const refreshToken = session.getRefreshToken()?.getToken()
  const sub: unknown = session.getIdToken().payload.sub
  return {
    version: 1,
    generation,
    state: 'signedIn',
    idToken: session.getIdToken().getJwtToken(),
    accessToken: session.getAccessToken().getJwtToken(),
    ...(refreshToken && { refreshToken }),
    clockDrift: session.getClockDrift() || 0,
    sub: isString(sub) ? sub : '',
    idTokenTimes: timesOf(session.getIdToken()),
    accessTokenTimes: timesOf(session.getAccessToken()),
  }
}

/** The session of a record: the one that is held, as long as its tokens are the same. Nothing is decoded. */
export function sessionOf(
  record: SignedInRecord,
  clock: Clock,
  held: CognitoUserSession | null,
): CognitoUserSession {
  if (held && isRecordOf(record, held)) return held
  const { idToken, accessToken, refreshToken, clockDrift } = record
  return new CognitoUserSession(
    {
      IdToken: new CognitoIdToken({ IdToken: idToken }, record.idTokenTimes),
      AccessToken: new CognitoAccessToken({ AccessToken: accessToken }, record.accessTokenTimes),
      RefreshToken:
        refreshToken === undefined ? undefined : new CognitoRefreshToken({ RefreshToken: refreshToken }),
      ClockDrift: clockDrift,
    },
    clock,
  )
}

/** Whether a record holds exactly the tokens of a session. */
export function isRecordOf(
  record: SessionRecord | undefined,
  session: CognitoUserSession,
): record is SignedInRecord {
  return (
    record?.state === 'signedIn' &&
    record.idToken === session.getIdToken().getJwtToken() &&
    record.accessToken === session.getAccessToken().getJwtToken() &&
    record.refreshToken === (session.getRefreshToken()?.getToken() || undefined)
  )
}

/** The sign-in that an access token stems from (`origin_jti`); a token without one cannot be revoked. */
export function signInOf(accessToken: string): string | undefined {
  const origin: unknown = new CognitoAccessToken({ AccessToken: accessToken }).payload.origin_jti
  return typeof origin === 'string' && origin !== '' ? origin : undefined
}
