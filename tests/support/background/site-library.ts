import { Amplify } from 'aws-amplify'
import { signIn } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'
import * as ours from '@cognito-shared-session/cognito-session'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'

type Client = keyof LocalUserPool['clients']
type User = keyof LocalUserPool['users']

/** Signs in as a site does that has its own library; what that library then keeps in the site's storage. */
export type SiteLibrary = (pool: LocalUserPool, client: Client, user: User) => Promise<Record<string, string>>

export const oldLibrary: SiteLibrary = async (pool, client, user) => {
  const items = new Map<string, string>()
  const Storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
  }
  const ids = { UserPoolId: pool.poolId, ClientId: pool.clients[client].id, endpoint: pool.url, Storage }
  const { signInName: Username, password: Password } = pool.users[user]
  const person = new CognitoUser({ Username, Pool: new CognitoUserPool(ids), Storage })
  await new Promise<void>((resolve, reject) => {
    person.authenticateUser(new AuthenticationDetails({ Username, Password }), {
      onSuccess: () => resolve(),
      onFailure: reject,
    })
  })
  return Object.fromEntries(items)
}

export const amplify: SiteLibrary = async (pool, client, user) => {
  const items = new Map<string, string>()
  const ids = { userPoolId: pool.poolId, userPoolClientId: pool.clients[client].id }
  Amplify.configure({ Auth: { Cognito: { ...ids, userPoolEndpoint: pool.url } } })
  // After configure, which sets a storage of its own.
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: async (key) => items.get(key) ?? null,
    setItem: async (key, value) => void items.set(key, value),
    removeItem: async (key) => void items.delete(key),
    clear: async () => items.clear(),
  })
  const { signInName: username, password } = pool.users[user]
  await signIn({ username, password, options: { authFlowType: 'USER_SRP_AUTH' } })
  return Object.fromEntries(items)
}

/** What the old library would keep, signed in by ours, which is much quicker. */
export const asOldLibrary: SiteLibrary = async (pool, client, user) => {
  const Storage = new ours.MemoryStorage()
  const clientId = pool.clients[client].id
  const Pool = new ours.CognitoUserPool({
    UserPoolId: pool.poolId,
    ClientId: clientId,
    endpoint: pool.url,
    Storage,
  })
  const { signInName: Username, username, password: Password } = pool.users[user]
  const person = new ours.CognitoUser({ Username, Pool, Storage })
  const details = new ours.AuthenticationDetails({ Username, Password })
  const session = await new Promise<ours.CognitoUserSession>((onSuccess, onFailure) => {
    person.authenticateUser(details, { onSuccess, onFailure })
  })
  const prefix = `CognitoIdentityServiceProvider.${clientId}`
  return {
    [`${prefix}.LastAuthUser`]: username,
    [`${prefix}.${username}.idToken`]: session.getIdToken().getJwtToken(),
    [`${prefix}.${username}.accessToken`]: session.getAccessToken().getJwtToken(),
    [`${prefix}.${username}.refreshToken`]: session.getRefreshToken()?.getToken() ?? '',
    [`${prefix}.${username}.clockDrift`]: '0',
  }
}
