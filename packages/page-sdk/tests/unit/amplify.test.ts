import { Amplify } from 'aws-amplify'
import { fetchAuthSession, getCurrentUser, signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { afterEach, describe, expect, it } from 'vitest'
import { amplifyAuth, type AmplifyAuthOptions } from '../../src/amplify/index.ts'
import { fakeSharedSession, type FakeSession, type FakeSharedSession } from '../../src/testing/index.ts'
import { settled } from './fake-page.ts'
import { pool, tokensOf } from './jwt.ts'

const want = { idToken: true, accessToken: true } as const
const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

interface World {
  fake: FakeSharedSession<typeof want>
  /** What came on Amplify's `auth` channel. */
  heard: string[]
}

async function world(
  session: FakeSession = tokensOf('ada'),
  options: AmplifyAuthOptions & { maySignOut?: boolean } = {},
): Promise<World> {
  const onForceRefresh = () => fake.setSession(tokensOf('ada', 2))
  const fake = fakeSharedSession({ want, session, onForceRefresh, maySignOut: options.maySignOut ?? true })
  const auth = amplifyAuth(await fake.session, { Hub, ...options })
  const { UserPoolId: userPoolId, ClientId: userPoolClientId } = pool
  const config = { Auth: { Cognito: { userPoolId, userPoolClientId } } }
  Amplify.configure(config)
  Amplify.configure(config, auth)
  const heard: string[] = []
  stops.push(
    Hub.listen('auth', ({ payload }) => {
      heard.push('data' in payload ? `${payload.event} ${JSON.stringify(payload.data)}` : payload.event)
    }),
    auth.stop,
  )
  return { fake, heard }
}

const tokens = async () => (await fetchAuthSession()).tokens

describe('Amplify with the shared session', () => {
  it('has its tokens, decoded and as they are', async () => {
    await world()
    const { accessToken, idToken } = (await tokens()) ?? {}
    expect(accessToken?.toString()).toBe(tokensOf('ada').accessToken)
    expect(idToken?.payload['email']).toBe('ada@example.com')
    expect((await fetchAuthSession()).userSub).toBe('sub-ada')
  })

  it('knows the current user', async () => {
    await world()
    expect(await getCurrentUser()).toMatchObject({ username: 'ada', userId: 'sub-ada' })
  })

  it('forces a refresh, and hears of it', async () => {
    const { heard } = await world()
    await tokens()
    const after = (await fetchAuthSession({ forceRefresh: true })).tokens
    expect(after?.accessToken.toString()).toBe(tokensOf('ada', 2).accessToken)
    await settled()
    expect(heard).toEqual(['tokenRefresh'])
  })

  it.each([
    ['signed out', { state: 'signedOut' }],
    ['in need of a new sign-in', { state: 'signInNeeded', reason: 'revoked' }],
  ] as const)('has no tokens while the person is %s', async (_, session) => {
    await world(session)
    expect(await tokens()).toBeUndefined()
    await expect(getCurrentUser()).rejects.toMatchObject({ name: 'UserUnAuthenticatedException' })
  })

  it('has no tokens once the permission is taken back', async () => {
    const { fake, heard } = await world()
    await tokens()
    fake.refuse()
    await settled()
    expect(await tokens()).toBeUndefined()
    expect(heard).toEqual(['signedOut'])
  })

  it('is told in words that the access token was not given', async () => {
    const { fake } = await world()
    fake.allow({ idToken: true })
    await expect(tokens()).rejects.toMatchObject({ code: 'notAllowed' })
  })

  it('gets other failures as they are', async () => {
    const { fake } = await world()
    fake.failNext('offline')
    await expect(tokens()).rejects.toMatchObject({ code: 'offline' })
  })

  it('hears who signs in, switches and signs out', async () => {
    const { fake, heard } = await world({ state: 'signedOut' })
    await tokens()
    const sessions = [tokensOf('ada'), tokensOf('ada', 2), tokensOf('bob'), { state: 'signedOut' }] as const
    for (const session of sessions) {
      fake.setSession(session)
      await settled()
    }
    expect(heard).toEqual([
      'signedIn {"username":"ada","userId":"sub-ada"}',
      'tokenRefresh',
      'signedIn {"username":"bob","userId":"sub-bob"}',
      'signedOut',
    ])
  })
})

describe('signOut of Amplify', () => {
  it('is not what a sign-out elsewhere is: nobody is asked to end anything', async () => {
    const { fake, heard } = await world()
    await tokens()
    fake.signOut()
    await settled()
    expect(heard).toEqual(['signedOut'])
    const methods = fake.asked.map(({ method }) => method)
    expect(methods.filter((method) => method === 'signOut' || method === 'disconnect')).toEqual([])
  })

  it('ends the shared session before anybody is answered again, and is heard once', async () => {
    const { fake, heard } = await world()
    await tokens()
    await signOut()
    expect(await tokens()).toBeUndefined()
    await settled()
    expect(fake.asked.map(({ method }) => method)).toContain('signOut')
    expect(heard).toEqual(['signedOut'])
  })

  it('gives the permission back where this site may not end the session', async () => {
    const { fake } = await world(tokensOf('ada'), { maySignOut: false })
    await signOut()
    expect(await tokens()).toBeUndefined()
    expect(fake.asked.map(({ method }) => method)).toContain('disconnect')
  })

  it('only gives the permission back where the app says so', async () => {
    const { fake } = await world(tokensOf('ada'), { signOut: 'site' })
    await signOut()
    expect(await tokens()).toBeUndefined()
    const methods = fake.asked.map(({ method }) => method)
    expect(methods).toContain('disconnect')
    expect(methods).not.toContain('signOut')
  })

  it('does nothing any more once the glue is gone', async () => {
    const { fake } = await world()
    for (const stop of stops.splice(0)) stop()
    await signOut()
    await settled()
    expect(fake.asked.map(({ method }) => method)).toEqual(['connect'])
  })
})
