import { Amplify } from 'aws-amplify'
import { fetchAuthSession } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { ConsoleLogger } from 'aws-amplify/utils'

// It warns at each start that the endpoint is a custom one.
ConsoleLogger.LOG_LEVEL = 'ERROR'

const entries = new Map<string, string>()

const storage = {
  getItem: async (key: string) => entries.get(key) ?? null,
  setItem: async (key: string, value: string) => {
    entries.set(key, value)
  },
  removeItem: async (key: string) => {
    entries.delete(key)
  },
  clear: async () => entries.clear(),
}

/** Points Amplify, unmodified, at the local pool, with nobody signed in. */
export function configureAmplify(pool: { url: string; poolId: string }, clientId: string): void {
  entries.clear()
  Amplify.configure({
    Auth: { Cognito: { userPoolId: pool.poolId, userPoolClientId: clientId, userPoolEndpoint: pool.url } },
  })
  keepTokensHere()
}

/** To be called after Amplify.configure, which sets a storage of its own. */
export function keepTokensHere(): void {
  cognitoUserPoolsTokenProvider.setKeyValueStorage(storage)
}

/** The refresh token, which Amplify keeps to itself. */
export function storedRefreshToken(): string {
  for (const [key, value] of entries) if (key.endsWith('.refreshToken')) return value
  return ''
}

export async function refreshedTokens(): Promise<{ access: string; id: string }> {
  const { tokens } = await fetchAuthSession({ forceRefresh: true })
  return { access: tokens?.accessToken.toString() ?? '', id: tokens?.idToken?.toString() ?? '' }
}
