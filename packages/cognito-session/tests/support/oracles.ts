import { Amplify } from 'aws-amplify'
import { fetchAuthSession, getCurrentUser, signIn, signOut } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { ConsoleLogger } from 'aws-amplify/utils'
import * as older from 'amazon-cognito-identity-js'
import * as ours from '@cognito-shared-session/cognito-session'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import type { ClientName, UserName } from './pool-client.ts'

/** What can be seen of a session from outside, whichever library holds it. */
export interface Seen {
  sub: string
  email: string
  /** Seconds that both tokens lived when they were issued. */
  life: number
}

/** A library as the scripted life drives it. */
export interface Oracle {
  signIn(name: UserName): Promise<void>
  /** The session, refreshed if need be; the error's name where there is none. */
  ask(): Promise<Seen | string>
  signOut(): Promise<void>
  username(): Promise<string | null>
  refreshToken(): string
}

type Library = Pick<typeof older, 'AuthenticationDetails' | 'CognitoUser' | 'CognitoUserPool'>

/** Ours and the old library have one surface. */
export function callbackOracle(library: Library, pool: LocalUserPool, client: ClientName): Oracle {
  const items = new Map<string, string>()
  const Storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
  }
  const Pool = new library.CognitoUserPool({
    UserPoolId: pool.poolId,
    ClientId: pool.clients[client].id,
    endpoint: pool.url,
    Storage,
  })
  let user = new library.CognitoUser({ Username: 'nobody', Pool, Storage })
  return {
    signIn: (name) => {
      const { signInName: Username, password: Password } = pool.users[name]
      user = new library.CognitoUser({ Username, Pool, Storage })
      return new Promise((resolve, reject) => {
        user.authenticateUser(new library.AuthenticationDetails({ Username, Password }), {
          onSuccess: () => resolve(),
          onFailure: reject,
        })
      })
    },
    ask: () =>
      new Promise((resolve) => {
        user.getSession((error: Error | null, session: older.CognitoUserSession | null) => {
          resolve(session ? seen(session.getIdToken().payload) : nameOf(error))
        })
      }),
    signOut: () => new Promise((resolve) => user.signOut(() => resolve())),
    username: async () => Pool.getCurrentUser()?.getUsername() ?? null,
    refreshToken: () => user.getSignInUserSession()?.getRefreshToken()?.getToken() ?? '',
  }
}

export function oldOracle(pool: LocalUserPool, client: ClientName): Oracle {
  return callbackOracle(older, pool, client)
}

export function ourOracle(pool: LocalUserPool, client: ClientName): Oracle {
  return callbackOracle(ours as unknown as Library, pool, client)
}

export function amplifyOracle(pool: LocalUserPool, client: ClientName): Oracle {
  ConsoleLogger.LOG_LEVEL = 'NONE'
  const items = new Map<string, string>()
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: pool.poolId,
        userPoolClientId: pool.clients[client].id,
        userPoolEndpoint: pool.url,
      },
    },
  })
  // After configure, which sets a storage of its own.
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: async (key) => items.get(key) ?? null,
    setItem: async (key, value) => void items.set(key, value),
    removeItem: async (key) => void items.delete(key),
    clear: async () => items.clear(),
  })
  return {
    signIn: async (name) => {
      const { signInName: username, password } = pool.users[name]
      await signIn({ username, password, options: { authFlowType: 'USER_SRP_AUTH' } })
    },
    ask: async () => {
      try {
        const { tokens } = await fetchAuthSession()
        return tokens?.idToken ? seen(tokens.idToken.payload) : 'no session'
      } catch (error) {
        return nameOf(error)
      }
    },
    signOut: () => signOut(),
    username: async () => (await getCurrentUser().catch(() => null))?.username ?? null,
    refreshToken: () => [...items].find(([key]) => key.endsWith('.refreshToken'))?.[1] ?? '',
  }
}

function seen(claims: { sub?: unknown; email?: unknown; exp?: unknown; iat?: unknown }): Seen {
  return {
    sub: String(claims.sub),
    email: String(claims.email),
    life: Number(claims.exp) - Number(claims.iat),
  }
}

/** A missing session is no error in Amplify, a plain Error in the old library, a code in ours. */
function nameOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'none', message: '' }
  return name === 'NoSession' || /missing an ID Token/.test(message) ? 'no session' : name
}
