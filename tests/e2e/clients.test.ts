import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stored } from '../support/storage.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'
import { serveClients, type Clients } from './clients/serve.ts'

let world: SharedWorld
let clients: Clients

beforeEach(async () => {
  world = await SharedWorld.open()
  clients = await serveClients(world.pool)
})
afterEach(async () => {
  await world.close()
  await clients.close()
})

const refreshes = () => world.pool.calls.count('GetTokensFromRefreshToken')

/** What an action of the page brought, or how it failed. */
interface Done {
  value?: unknown
  error?: { name?: string; code?: string; message?: string }
}

/** The page of an app, with nothing that went wrong in its console. */
async function open(name: string): Promise<Page> {
  const page = await world.extension.context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(clients.page(name))
  return page
}

const errors: string[] = []
afterEach(() => expect(errors.splice(0)).toEqual([]))

/** Does what a person could do on the page; waits for its script to be ready for it. */
async function act(page: Page, name: string, ...given: string[]): Promise<Done> {
  await page.waitForFunction(() => 'actions' in window)
  return page.evaluate(
    async ([name, given]) => {
      const actions: Record<string, (...given: string[]) => unknown> = Reflect.get(window, 'actions')
      try {
        return { value: await actions[name]?.(...given) }
      } catch (error) {
        if (!(error instanceof Error)) throw error
        const { name, message } = error
        return { error: { name, message, ...('code' in error && { code: String(error.code) }) } }
      }
    },
    [name, given] as const,
  )
}

const text = (done: Done, name: string): string =>
  String(Object(done.value)[name] ?? `no ${name} in ${JSON.stringify(done)}`)

async function heard(page: Page): Promise<unknown[]> {
  const { value } = await act(page, 'heard')
  return Array.isArray(value) ? value : []
}

async function whoami(token: string): Promise<unknown> {
  const answer = await fetch(`${clients.api}/whoami`, { headers: { authorization: `Bearer ${token}` } })
  return answer.json()
}

/** Signs in by the popup, and allows the app's site. */
async function signedInOn(name: string): Promise<{ popup: Page; page: Page }> {
  const popup = await world.signIn()
  const page = await open(name)
  await world.allow(page)
  return { popup, page }
}

async function signOutIn(popup: Page): Promise<void> {
  await popup.bringToFront()
  await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
}

async function ended(): Promise<void> {
  await until('the session to end in the extension', async () => {
    const records = JSON.stringify(await stored(world.extension, 'session'))
    return records.includes('signedOut') && !/eyJ[\w-]+\.eyJ/.test(records)
  })
}

describe('an Amplify app', () => {
  test('has tokens that its API believes, a user, and forces a refresh of which its Hub hears', async () => {
    const { page } = await signedInOn('amplify-app')
    const { sub } = world.pool.users.ada
    const tokens = await act(page, 'tokens')
    expect(tokens).toMatchObject({ value: { userSub: sub, email: expect.stringContaining('@') } })
    expect(await whoami(text(tokens, 'accessToken'))).toMatchObject({ sub })
    expect(await act(page, 'user')).toMatchObject({ value: { userId: sub } })
    const after = text(await act(page, 'refresh'), 'accessToken')
    expect(await whoami(after)).toMatchObject({ sub })
    expect([after === text(tokens, 'accessToken'), refreshes()]).toEqual([false, 1])
    await until('the event', async () => (await heard(page)).includes('tokenRefresh'))
  })

  test('ends the shared session by its own signOut, for the extension and for other sites', async () => {
    const { page } = await signedInOn('amplify-app')
    const site = await world.visit(world.sites.siteA)
    await world.allow(site)
    expect(await world.ask(site)).toMatchObject({ value: { state: 'signedIn' } })
    expect(await act(page, 'signOut')).toEqual({})
    expect(await act(page, 'user')).toMatchObject({ error: { name: 'UserUnAuthenticatedException' } })
    expect(await world.ask(site)).toMatchObject({ value: { state: 'signedOut' } })
    await until('the revocation', () => world.pool.issueHistory().every(({ revoked }) => revoked))
    expect((await heard(page)).filter((event) => event === 'signedOut')).toHaveLength(1)
  })

  test('hears of a sign-out in the extension, and has no user any more', async () => {
    const { page, popup } = await signedInOn('amplify-app')
    await act(page, 'tokens')
    await signOutIn(popup)
    await until('the event', async () => (await heard(page)).includes('signedOut'))
    expect(await act(page, 'user')).toMatchObject({ error: { name: 'UserUnAuthenticatedException' } })
    expect(await act(page, 'tokens')).toEqual({ value: {} })
  })
})

describe('code written for amazon-cognito-identity-js, with another import', () => {
  test('has the session, refreshes it by a handle that is no secret, and signs out', async () => {
    const { page } = await signedInOn('old-code')
    const session = await act(page, 'session')
    const { sub } = world.pool.users.ada
    expect(session).toMatchObject({
      value: { valid: true, expired: false, email: expect.stringContaining('@') },
    })
    expect(await whoami(text(session, 'accessToken'))).toMatchObject({ sub })
    const records = JSON.stringify(await stored(world.extension, 'session'))
    const real = /refreshToken\W+([\w.-]{20,})/.exec(records)?.[1] ?? 'no refresh token is stored'
    expect(records).toContain(real)
    expect(JSON.stringify(session)).not.toContain(real)
    const after = await act(page, 'refresh')
    expect(after).toMatchObject({ value: { valid: true } })
    expect([text(after, 'accessToken') === text(session, 'accessToken'), refreshes()]).toEqual([false, 1])
    expect((await act(page, 'signOut')).error).toBeUndefined()
    expect(await act(page, 'signedOut')).toEqual({ value: true })
    await ended()
  })

  test('is told in its own words that there is no session', async () => {
    const page = await open('old-code')
    expect(await act(page, 'session')).toMatchObject({
      error: { code: 'NoSession', message: expect.stringMatching(/Allow this site/) },
    })
  })
})

describe('a React app under StrictMode', () => {
  test('draws what the person does: allow, and sign out by its button', async () => {
    await world.signIn()
    const page = await open('react-app')
    await page.getByText('notAllowed').waitFor()
    await world.allow(page)
    await page.getByText(/^Hello .+@/).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('signedOut').waitFor()
    await ended()
  })
})

describe('a page with messages written by hand', () => {
  test('shakes hands with the bridge, asks, and hears events', async () => {
    const { page, popup } = await signedInOn('plain')
    await until('the bridge', async () => (await act(page, 'ask', 'permissions')).error === undefined)
    const want = JSON.stringify({ want: { claims: ['sub'] } })
    expect(await act(page, 'ask', 'getSession', want)).toMatchObject({
      value: { v: 1, ok: true, value: { state: 'signedIn', claims: { sub: world.pool.users.ada.sub } } },
    })
    expect(await act(page, 'ask', 'signIn')).toMatchObject({
      value: { ok: false, error: { code: 'badRequest' } },
    })
    await signOutIn(popup)
    await until('the event', async () => (await heard(page)).includes('sessionChanged'))
    expect(await act(page, 'ask', 'getSession')).toMatchObject({ value: { value: { state: 'signedOut' } } })
  })
})

describe('fetch with the session', () => {
  test('shows the token to the API, once more after a 401, and to nobody else', async () => {
    const { page } = await signedInOn('fetch-app')
    const { sub } = world.pool.users.ada
    expect(await act(page, 'get', `${clients.api}/whoami`)).toMatchObject({ value: { status: 200, sub } })
    expect(refreshes()).toBe(0)
    expect(await act(page, 'get', `${clients.api}/again`)).toMatchObject({ value: { status: 200, sub } })
    expect(refreshes()).toBe(1)
    expect(await act(page, 'get', `${clients.other}/`)).toMatchObject({ value: { status: 200 } })
    expect(clients.sentToOther.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  test('follows no redirect with it, which the other host would see', async () => {
    const { page } = await signedInOn('fetch-app')
    expect(await act(page, 'getBare', `${clients.api}/away`)).toMatchObject({ value: { status: 200 } })
    expect(clients.sentToOther).toHaveLength(1)
    expect(await act(page, 'get', `${clients.api}/away`)).toMatchObject({
      error: { name: 'TypeError', message: expect.stringMatching(/redirect/) },
    })
    expect(clients.sentToOther).toHaveLength(1)
  })
})
