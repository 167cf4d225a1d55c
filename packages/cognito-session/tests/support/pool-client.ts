import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  MemoryStorage,
  epochMs,
  parseRecord,
} from '@cognito-shared-session/cognito-session'
import type {
  CognitoUserSession,
  ICognitoUserPoolData,
  SessionEvent,
  SessionRecord,
} from '@cognito-shared-session/cognito-session'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'

export type ClientName = keyof LocalUserPool['clients']
export type UserName = keyof LocalUserPool['users']

/** Our pool object for a client of the local pool, on the pool's clock. */
export function poolFor(
  pool: LocalUserPool,
  client: ClientName,
  data: Partial<ICognitoUserPoolData> = {},
): CognitoUserPool {
  return new CognitoUserPool({
    UserPoolId: pool.poolId,
    ClientId: pool.clients[client].id,
    ClientSecret: pool.clients[client].secret,
    endpoint: pool.url,
    Storage: new MemoryStorage(),
    ...data,
    ports: { now: () => epochMs(pool.clock.now()), ...data.ports },
  })
}

export function detailsOf(pool: LocalUserPool, user: UserName): AuthenticationDetails {
  const { signInName, password } = pool.users[user]
  return new AuthenticationDetails({ Username: signInName, Password: password })
}

/** Signs in: by SRP, or by password, which is faster. */
export async function signIn(
  pool: LocalUserPool,
  Pool: CognitoUserPool,
  name: UserName = 'ada',
  flow = 'USER_SRP_AUTH',
): Promise<{ user: CognitoUser; session: CognitoUserSession }> {
  const user = new CognitoUser({ Username: pool.users[name].signInName, Pool })
  user.setAuthenticationFlowType(flow)
  const session = await user.authenticateUser(detailsOf(pool, name))
  return { user, session }
}

export function refreshTokenOf(session: CognitoUserSession | null): string {
  return session?.getRefreshToken()?.getToken() ?? ''
}

export function recordIn(text: string | null | undefined): SessionRecord | undefined {
  const parsed = parseRecord(text ?? null)
  return parsed.ok ? parsed.record : undefined
}

export function eventLog(): { events: SessionEvent[]; onEvent: (event: SessionEvent) => void } {
  const events: SessionEvent[] = []
  return { events, onEvent: (event) => events.push(event) }
}
