import { Amplify } from 'aws-amplify'
import type { ResourcesConfig } from 'aws-amplify'
import { fetchAuthSession, signInWithRedirect, signOut } from 'aws-amplify/auth'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { keepTokensHere, storedRefreshToken } from '../support/amplify.ts'
import { Browser } from '../support/browser.ts'

const callback = 'http://localhost:3000/callback'
const domain = 'local-demo.auth.eu-west-1.amazoncognito.com'

type Cognito = NonNullable<NonNullable<ResourcesConfig['Auth']>['Cognito']>
type OAuth = NonNullable<NonNullable<Cognito['loginWith']>['oauth']>

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await pool.close()
})

/** As much of a browser as Amplify's redirect sign-in looks for. Amplify insists on https, which the pool does not speak. */
function stubBrowser(): void {
  const original = globalThis.fetch
  vi.stubGlobal('fetch', (input: Request | URL | string, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input)
    return original(address.replace(`https://${domain}`, pool.url), init)
  })
  const entries = new Map<string, string>()
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => entries.set(key, value),
    removeItem: (key: string) => entries.delete(key),
  }
  vi.stubGlobal('window', {
    location: new URL(callback),
    history: { replaceState: () => undefined },
    localStorage: storage,
    sessionStorage: storage,
    addEventListener: () => undefined,
  })
}

function configure(): void {
  const oauth: OAuth = {
    domain,
    scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    redirectSignIn: [callback],
    redirectSignOut: ['http://localhost:3000/'],
    responseType: 'code',
  }
  const Cognito = {
    userPoolId: pool.poolId,
    userPoolClientId: pool.clients.web.id,
    userPoolEndpoint: pool.url,
    loginWith: { oauth },
  }
  Amplify.configure({ Auth: { Cognito } })
}

/** What the person does in the window that Amplify opens. */
async function person(address: string): Promise<{ type: 'success'; url: string }> {
  const browser = new Browser(pool.url)
  const { pathname, search } = new URL(address)
  const page = await browser.open(`${pathname}${search}`)
  const fields = { username: 'grace@example.com', password: pool.users.grace.password }
  return { type: 'success', url: (await browser.submit(page, fields)).location ?? '' }
}

test('Amplify signs in by managed login, with PKCE and nonce, refreshes, and revokes at sign-out', async () => {
  stubBrowser()
  configure()
  keepTokensHere()
  await signInWithRedirect({ options: { nonce: 'a nonce', authSessionOpener: person } })
  const { tokens } = await fetchAuthSession()
  expect(tokens?.idToken?.payload).toMatchObject({ sub: pool.users.grace.sub, nonce: 'a nonce' })
  await fetchAuthSession({ forceRefresh: true })
  const refreshToken = storedRefreshToken()
  await signOut()
  expect(pool.isRevoked(refreshToken)).toBe(true)
  expect(['authorize', 'login', 'token', 'RevokeToken'].map((name) => pool.calls.count(name))).toEqual([
    1, 2, 1, 1,
  ])
})
